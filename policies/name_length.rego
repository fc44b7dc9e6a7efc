# METADATA
# title: Names of new objects are short enough
# description: Says what is wrong, where, and what to do.
package lockstep.library.name_length

import rego.v1

default limit := 30

limit := data.settings.name_length.limit

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind in {"create_table", "create", "create_view", "create_index"}
	operation.name != null
	count(operation.name) > limit
	msg := sprintf("%s:%d: the name %s is longer than %d characters; shorten it", [statement.file, statement.line, operation.name, limit])
}
