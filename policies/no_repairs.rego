# METADATA
# title: Drift is not repaired in production
# description: Says what is wrong, where, and what to do.
package lockstep.library.no_repairs

import rego.v1

default environments := ["prod"]

environments := data.settings.no_repairs.environments

deny contains msg if {
	input.target.environment in environments
	input.plan.kind == "repair"
	msg := sprintf("%s: drift is not repaired here; write a change", [input.target.instance])
}
