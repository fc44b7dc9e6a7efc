# METADATA
# title: A change has few statements
# description: Says what is wrong, where, and what to do.
package lockstep.library.change_size

import rego.v1

default limit := 20

limit := data.settings.change_size.limit

places[statement.change] contains place if some place, statement in input.statements

deny contains msg if {
	some change, mine in places
	count(mine) > limit
	statement := input.statements[min(mine)]
	msg := sprintf("%s:%d: change %s has %d statements, more than %d; split it", [statement.file, statement.line, change, count(mine), limit])
}
