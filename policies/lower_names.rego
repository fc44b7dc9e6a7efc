# METADATA
# title: Names of new tables and columns are lower_case
# description: Says what is wrong, where, and what to do.
package lockstep.library.lower_names

import rego.v1

default pattern := "^[a-z][a-z0-9_]*$"

pattern := data.settings.lower_names.pattern

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind in {"create_table", "add_column"}
	some name in array.concat([operation.name], operation.columns)
	not regex.match(pattern, name)
	msg := sprintf("%s:%d: the name %s does not match %s; rename it", [statement.file, statement.line, name, pattern])
}
