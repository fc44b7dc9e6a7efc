# METADATA
# title: Nothing that holds data is dropped or truncated
# description: Says what is wrong, where, and what to do.
package lockstep.library.no_drops

import rego.v1

default environments := ["prod"]

environments := data.settings.no_drops.environments

deny contains msg if {
	input.target.environment in environments
	some statement in input.statements
	some operation in statement.operations
	operation.kind in {"drop", "truncate", "drop_column"}
	not operation.type == "index"
	msg := sprintf("%s:%d: %s of %s is not allowed here; keep it until nobody reads it, then ask for an exemption", [statement.file, statement.line, statement.kind, operation.name])
}
