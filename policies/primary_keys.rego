# METADATA
# title: Tables have a primary key
# description: Says what is wrong, where, and what to do.
package lockstep.library.primary_keys

import rego.v1

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind == "create_table"
	object.get(operation, "partitionOf", null) == null
	not "temporary" in operation.modes
	not [operation.schema, operation.name] in keyed
	msg := sprintf("%s:%d: table %s has no primary key; add one", [statement.file, statement.line, operation.name])
}

keyed contains [operation.schema, operation.name] if {
	some operation in input.statements[_].operations
	operation.kind == "create_table"
	some constraint in operation.constraints
	constraint.constraint == "primary_key"
}

keyed contains [operation.schema, operation.table] if {
	some operation in input.statements[_].operations
	operation.kind == "add_constraint"
	operation.constraint == "primary_key"
}
