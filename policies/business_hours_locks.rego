# METADATA
# title: Big tables are not locked for everybody in business hours
# description: Says what is wrong, where, and what to do.
package lockstep.library.business_hours_locks

import rego.v1

default rows := 1000000

rows := data.settings.business_hours_locks.rows

default from := 8

from := data.settings.business_hours_locks.from

default to := 18

to := data.settings.business_hours_locks.to

default zone := "UTC"

zone := data.settings.business_hours_locks.zone

deny contains msg if {
	at := [input.metadata.timestamp * 1000000, zone]
	not time.weekday(at) in {"Saturday", "Sunday"}
	hour := time.clock(at)[0]
	hour >= from
	hour < to
	some change in input.rehearsal.changes
	some hold in change.observed.holds
	hold.blocks == "everybody"
	hold.rows > rows
	msg := sprintf("change %s: %s keeps everybody from %s with %d rows; deploy it outside of business hours", [change.id, hold.mode, hold.table, hold.rows])
}
