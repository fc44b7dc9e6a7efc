# METADATA
# title: Columns with personal data say so in a comment
# description: Says what is wrong, where, and what to do.
package lockstep.library.pii_comments

import rego.v1

default columns := ["email", "phone", "birthday", "iban", "ssn"]

columns := data.settings.pii_comments.columns

default tag := "pii"

tag := data.settings.pii_comments.tag

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind in {"create_table", "add_column"}
	some column in operation.columns
	lower(column) in columns
	not column in inside(operation)
	not [operation.schema, operation.name, column] in tagged
	msg := sprintf("%s:%d: column %s of %s lacks a comment with %s; add COMMENT ON COLUMN", [statement.file, statement.line, column, operation.name, tag])
}

# MySQL has it in the column itself.
inside(operation) := {one.name | some one in operation.definitions; contains(lower(one.comment), tag)} if operation.kind == "create_table"

inside(operation) := {column | some column in operation.columns; contains(lower(operation.comment), tag)} if operation.kind == "add_column"

tagged contains [operation.schema, operation.name, operation.part] if {
	some operation in input.statements[_].operations
	operation.kind == "comment"
	contains(lower(operation.text), tag)
}
