# METADATA
# title: Roles are managed elsewhere
# description: Says what is wrong, where, and what to do.
package lockstep.library.no_role_changes

import rego.v1

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind in {"create", "alter", "drop"}
	operation.type == "role"
	msg := sprintf("%s:%d: role %s is changed; have the DBAs manage roles", [statement.file, statement.line, operation.name])
}
