# METADATA
# title: Change in production has a tested way back
# description: Says what is wrong, where, and what to do.
package lockstep.library.tested_ways_back

import rego.v1

default environments := ["prod"]

environments := data.settings.tested_ways_back.environments

deny contains msg if {
	input.target.environment in environments
	input.plan.kind == "deploy"
	some change in input.plan.changes
	not tried(change.id)
	msg := sprintf("%s: the way back of change %s was not seen to work; add rehearse: true and correct it", [change.file, change.id])
}

tried(id) if {
	some change in input.rehearsal.changes
	change.id == id
	change.verdict == "reversible"
}
