# METADATA
# title: Owners stay
# description: Says what is wrong, where, and what to do.
package lockstep.library.no_owner_changes

import rego.v1

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind == "set_owner"
	msg := sprintf("%s:%d: %s gets another owner; have the DBAs do it", [statement.file, statement.line, operation.name])
}
