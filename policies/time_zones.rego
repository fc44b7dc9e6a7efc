# METADATA
# title: Timestamps have a time zone
# description: Says what is wrong, where, and what to do.
package lockstep.library.time_zones

import rego.v1

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	some used in used_types(operation)
	regex.match(`^timestamp(\s*\([0-9]+\))?(\s+without time zone)?$`, lower(used))
	msg := sprintf("%s:%d: type %s forgets the time zone; use timestamptz", [statement.file, statement.line, used])
}

used_types(operation) := {operation.dataType} if operation.kind in {"add_column", "change_type", "redefine"}

used_types(operation) := {one.dataType | some one in operation.definitions} if operation.kind == "create_table"
