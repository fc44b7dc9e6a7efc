# METADATA
# title: New tables have a comment that says who owns them
# description: Says what is wrong, where, and what to do.
package lockstep.library.table_comments

import rego.v1

default tag := "owner:"

tag := data.settings.table_comments.tag

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind == "create_table"
	not "temporary" in operation.modes
	not tagged_inside(operation)
	not [operation.schema, operation.name] in tagged
	msg := sprintf("%s:%d: table %s lacks a comment with %s; add COMMENT ON TABLE", [statement.file, statement.line, operation.name, tag])
}

# MySQL has it in the table itself.
tagged_inside(operation) if contains(operation.comment, tag)

tagged contains [operation.schema, operation.name] if {
	some operation in input.statements[_].operations
	operation.kind == "comment"
	operation.type == "table"
	operation.part == null
	contains(operation.text, tag)
}
