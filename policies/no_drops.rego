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
	loses(statement, operation)
	msg := sprintf("%s:%d: %s of %s is not allowed here; keep it until nobody reads it, then ask for an exemption", [statement.file, statement.line, statement.kind, object.get(operation, "name", "what roles own")])
}

loses(_, operation) if {
	operation.kind in {"drop", "truncate", "drop_column", "drop_owned"}
	not operation.type == "index"
}

# DROP PARTITION, TRUNCATE PARTITION
loses(statement, operation) if {
	operation.kind == "alter_partitions"
	statement.destructive
}

loses(_, operation) if {
	operation.kind == "create_table"
	"or_replace" in operation.modes
}
