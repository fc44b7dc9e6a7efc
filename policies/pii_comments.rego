# METADATA
# title: Columns with personal data say so in a comment
# description: Says what is wrong, where, and what to do.
package lockstep.library.pii_comments

import rego.v1

columns := data.settings.pii_comments.columns

else := ["email", "phone", "birthday", "iban", "ssn"]

tag := data.settings.pii_comments.tag

else := "pii"

deny contains msg if {
  some statement in input.statements
  some operation in statement.operations
  operation.kind in {"create_table", "add_column"}
  some column in operation.columns
  lower(column) in columns
  not tagged(operation.schema, operation.name, column)
  msg := sprintf("%s:%d: column %s of %s lacks a comment with %s; add COMMENT ON COLUMN", [statement.file, statement.line, column, operation.name, tag])
}

tagged(schema, table, column) if {
  some operation in input.statements[_].operations
  operation.kind == "comment"
  operation.schema == schema
  operation.name == table
  operation.part == column
  contains(lower(operation.text), tag)
}
