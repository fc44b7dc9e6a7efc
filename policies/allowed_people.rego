# METADATA
# title: Only some people deploy to production
# description: Says what is wrong, where, and what to do.
package lockstep.library.allowed_people

import rego.v1

default environments := ["prod"]

environments := data.settings.allowed_people.environments

default people := []

people := data.settings.allowed_people.people

deny contains msg if {
	input.target.environment in environments
	count(people) > 0
	not input.metadata.principalIdentifier in people
	msg := sprintf("%s: %s may not deploy here; ask one of those whom people lists", [input.target.instance, input.metadata.principalIdentifier])
}
