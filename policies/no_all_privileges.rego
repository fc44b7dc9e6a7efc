# METADATA
# title: Rights are named one by one
# description: Says what is wrong, where, and what to do.
package lockstep.library.no_all_privileges

import rego.v1

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind == "grant"
	not operation.revoked
	every privilege in operation.privileges {
		startswith(upper(privilege), "ALL")
	}
	msg := sprintf("%s:%d: all rights are granted to %s; name those that are needed", [statement.file, statement.line, concat(", ", operation.roles)])
}
