# METADATA
# title: Routines with the rights of their owner have a fixed search_path
# description: Says what is wrong, where, and what to do.
package lockstep.library.definer_search_path

import rego.v1

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind == "create_routine"
	some option, _ in operation.options
	option in {"security definer", "external security definer"}
	not "set search_path" in object.keys(operation.options)
	msg := sprintf("%s:%d: %s runs with the rights of its owner and takes the search_path of its caller; add SET search_path", [statement.file, statement.line, operation.name])
}
