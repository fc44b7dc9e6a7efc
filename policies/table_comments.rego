# METADATA
# title: New tables have a comment that says who owns them
# description: Says what is wrong, where, and what to do.
package lockstep.library.table_comments

import rego.v1

tag := data.settings.table_comments.tag

else := "owner:"

deny contains msg if {
  some statement in input.statements
  some operation in statement.operations
  operation.kind == "create_table"
  not tagged(operation.schema, operation.name)
  msg := sprintf("%s:%d: table %s lacks a comment with %s; add COMMENT ON TABLE", [statement.file, statement.line, operation.name, tag])
}

tagged(schema, table) if {
  some operation in input.statements[_].operations
  operation.kind == "comment"
  operation.type == "table"
  operation.part == null
  operation.schema == schema
  operation.name == table
  contains(operation.text, tag)
}
