# METADATA
# title: Nobody waits long for a lock
# description: Says what is wrong, where, and what to do.
package lockstep.library.lock_time

import rego.v1

default seconds := 5

seconds := data.settings.lock_time.seconds

deny contains msg if {
	some change in input.rehearsal.changes
	some hold in change.observed.holds
	hold.blocks in {"writers", "everybody"}
	hold.time.toSeconds > seconds
	msg := sprintf("change %s: %s keeps %s of %s waiting for up to %d s; do it in smaller steps", [change.id, hold.mode, hold.blocks, hold.table, hold.time.toSeconds])
}
