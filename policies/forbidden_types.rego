# METADATA
# title: Some types are not used
# description: Says what is wrong, where, and what to do.
package lockstep.library.forbidden_types

import rego.v1

default types := ["money", "char", "serial", "bigserial", "smallserial"]

types := data.settings.forbidden_types.types

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	some used in used_types(operation)
	regex.match(pattern, spelled(used))
	msg := sprintf("%s:%d: type %s is not used here; take another one", [statement.file, statement.line, used])
}

pattern := sprintf("^(%s)($|[^a-z0-9])", [concat("|", types)])

used_types(operation) := {operation.dataType} if operation.kind in {"add_column", "change_type", "redefine"}

used_types(operation) := {one.dataType | some one in operation.definitions} if operation.kind == "create_table"

# The grammar knows char(3) by its long name.
spelled(used) := concat("", ["char", trim_prefix(lower(used), "character")]) if {
	regex.match(`^character($|\()`, lower(used))
} else := lower(used)
