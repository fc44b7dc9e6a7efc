# METADATA
# title: A change has either DDL or DML
# description: Says what is wrong, where, and what to do.
package lockstep.library.no_mixed_change

import rego.v1

deny contains msg if {
  some change in {one.change | some one in input.statements}
  mine := [one | some one in input.statements; one.change == change]
  kinds := {one.operations[_].kind | some one in mine}
  count(kinds & {"insert", "update", "delete", "merge"}) > 0
  count(kinds & {"create_table", "add_column", "drop_column", "change_type", "create_index", "drop", "truncate"}) > 0
  statement := mine[0]
  msg := sprintf("%s:%d: change %s mixes structure and rows; split it", [statement.file, statement.line, change])
}
