# METADATA
# title: Tablespaces are managed elsewhere
# description: Says what is wrong, where, and what to do.
package lockstep.library.no_tablespaces

import rego.v1

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind in {"create", "alter", "drop"}
	operation.type in {"tablespace", "database"}
	msg := sprintf("%s:%d: %s is changed by a migration; have the DBAs do it", [statement.file, statement.line, operation.name])
}
