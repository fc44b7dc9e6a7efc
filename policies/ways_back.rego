# METADATA
# title: Change in production has a way back
# description: Says what is wrong, where, and what to do.
package lockstep.library.ways_back

import rego.v1

default environments := ["prod"]

environments := data.settings.ways_back.environments

deny contains msg if {
	input.target.environment in environments
	some change in input.plan.changes
	change.direction == "apply"
	change.reversal.kind == "none"
	msg := sprintf("%s: change %s has no way back: %s; write one", [change.file, change.id, change.reversal.reason])
}
