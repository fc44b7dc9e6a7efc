# METADATA
# title: UPDATE and DELETE have a condition
# description: Says what is wrong, where, and what to do.
package lockstep.library.conditions

import rego.v1

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind in {"update", "delete"}
	not operation.where
	msg := sprintf("%s:%d: %s of %s has no WHERE; say which rows", [statement.file, statement.line, upper(operation.kind), operation.name])
}
