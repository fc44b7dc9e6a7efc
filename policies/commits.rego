# METADATA
# title: What is deployed is committed
# description: Says what is wrong, where, and what to do.
package lockstep.library.commits

import rego.v1

default environments := ["prod"]

environments := data.settings.commits.environments

deny contains msg if {
	input.target.environment in environments
	count(input.statements) > 0
	input.change.commit == null
	msg := sprintf("%s: the working tree is deployed; commit first", [input.target.instance])
}
