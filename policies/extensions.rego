# METADATA
# title: Only known extensions are created
# description: Says what is wrong, where, and what to do.
package lockstep.library.extensions

import rego.v1

default allowed := ["pgcrypto", "pg_trgm", "citext"]

allowed := data.settings.extensions.allowed

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind == "create"
	operation.type == "extension"
	not lower(operation.name) in allowed
	msg := sprintf("%s:%d: extension %s is not allowed; ask for it to be added to the list", [statement.file, statement.line, operation.name])
}
