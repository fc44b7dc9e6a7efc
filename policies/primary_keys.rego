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
  not keyed(operation.schema, operation.name)
  msg := sprintf("%s:%d: table %s has no primary key; add one", [statement.file, statement.line, operation.name])
}

keyed(schema, table) if {
  some operation in input.statements[_].operations
  operation.kind == "create_table"
  operation.schema == schema
  operation.name == table
  some constraint in operation.constraints
  constraint.constraint == "primary_key"
}

keyed(schema, table) if {
  some operation in input.statements[_].operations
  operation.kind == "add_constraint"
  operation.schema == schema
  operation.table == table
  operation.constraint == "primary_key"
}
