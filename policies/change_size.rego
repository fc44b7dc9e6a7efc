# METADATA
# title: A change has few statements
# description: Says what is wrong, where, and what to do.
package lockstep.library.change_size

import rego.v1

limit := data.settings.change_size.limit

else := 20

deny contains msg if {
  some change in {one.change | some one in input.statements}
  mine := [one | some one in input.statements; one.change == change]
  count(mine) > limit
  statement := mine[0]
  msg := sprintf("%s:%d: change %s has %d statements, more than %d; split it", [statement.file, statement.line, change, count(mine), limit])
}
