# METADATA
# title: Change in production has a ticket
# description: Says what is wrong, where, and what to do.
package lockstep.library.tickets

import rego.v1

default environments := ["prod"]

environments := data.settings.tickets.environments

deny contains msg if {
	input.target.environment in environments
	count(input.statements) > 0
	input.change.ticket == null
	msg := sprintf("%s: no commit names a ticket; begin a subject with one, such as SHOP-12", [input.target.instance])
}
