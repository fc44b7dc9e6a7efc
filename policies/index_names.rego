# METADATA
# title: Indexes are named idx_TABLE_COLUMNS
# description: Says what is wrong, where, and what to do.
package lockstep.library.index_names

import rego.v1

default prefix := "idx"

prefix := data.settings.index_names.prefix

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind == "create_index"
	expected := concat("_", array.concat([prefix, operation.table], [concat("__", operation.columns)]))
	operation.name != expected
	msg := sprintf("%s:%d: index %s must be named %s", [statement.file, statement.line, operation.name, expected])
}
