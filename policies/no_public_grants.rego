# METADATA
# title: Nothing is granted to PUBLIC
# description: Says what is wrong, where, and what to do.
package lockstep.library.no_public_grants

import rego.v1

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind == "grant"
	not operation.revoked
	some role in operation.roles
	lower(role) == "public"
	msg := sprintf("%s:%d: a right is granted to %s, which is everybody; name a role", [statement.file, statement.line, role])
}
