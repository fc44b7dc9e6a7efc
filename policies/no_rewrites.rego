# METADATA
# title: Big tables are not written anew
# description: Says what is wrong, where, and what to do.
package lockstep.library.no_rewrites

import rego.v1

default rows := 1000000

rows := data.settings.no_rewrites.rows

deny contains msg if {
	some change in input.rehearsal.changes
	some statement in change.observed.statements
	some table in statement.effect.rewrites
	some hold in change.observed.holds
	hold.table == table
	hold.rows > rows
	msg := sprintf("change %s: line %d writes %s with %d rows anew; add a column beside it and fill it in parts", [change.id, statement.line, table, hold.rows])
}
