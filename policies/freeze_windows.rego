# METADATA
# title: Nothing runs in a freeze window
# description: Says what is wrong, where, and what to do.
package lockstep.library.freeze_windows

import rego.v1

default environments := ["prod"]

environments := data.settings.freeze_windows.environments

default windows := []

windows := data.settings.freeze_windows.windows

deny contains msg if {
	input.target.environment in environments
	count(input.statements) > 0
	some window in windows
	[year, month, day] := time.date(input.metadata.timestamp * 1000000)
	today := sprintf("%04d-%02d-%02d", [year, month, day])
	today >= window.from
	today <= window.to
	msg := sprintf("%s: nothing is deployed from %s to %s; wait", [input.target.instance, window.from, window.to])
}
