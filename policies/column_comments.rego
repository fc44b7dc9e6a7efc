# METADATA
# title: New columns have a comment
# description: Says what is wrong, where, and what to do.
package lockstep.library.column_comments

import rego.v1

default except := ["id"]

except := data.settings.column_comments.except

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	not "temporary" in operation.modes
	some column in fresh(operation)
	not column in except
	not [operation.schema, operation.name, column] in commented
	msg := sprintf("%s:%d: column %s of %s has no comment; add one", [statement.file, statement.line, column, operation.name])
}

fresh(operation) := {one.name | some one in operation.definitions; object.get(one, "comment", null) == null} if {
	operation.kind == "create_table"
}

fresh(operation) := {column | some column in operation.columns; object.get(operation, "comment", null) == null} if {
	operation.kind == "add_column"
}

commented contains [operation.schema, operation.name, operation.part] if {
	some operation in input.statements[_].operations
	operation.kind == "comment"
	count(operation.text) > 0
}
