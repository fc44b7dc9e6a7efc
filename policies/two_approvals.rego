# METADATA
# title: Destructive change needs two approvals
# description: Says what is wrong, where, and what to do.
package lockstep.library.two_approvals

import rego.v1

default environments := ["prod"]

environments := data.settings.two_approvals.environments

default needed := 2

needed := data.settings.two_approvals.needed

deny contains msg if {
	input.target.environment in environments
	some statement in input.statements
	statement.destructive
	count(input.change.approvals) < needed
	msg := sprintf("%s:%d: %s loses data and has %d of %d approvals; ask for them", [statement.file, statement.line, statement.kind, count(input.change.approvals), needed])
}
