# METADATA
# title: Nothing is dropped with what depends on it
# description: Says what is wrong, where, and what to do.
package lockstep.library.no_cascades

import rego.v1

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind in {"drop", "drop_column", "drop_constraint", "drop_owned", "truncate"}
	"cascade" in operation.modes
	msg := sprintf("%s:%d: %s CASCADE takes along whatever depends on it; name that", [statement.file, statement.line, statement.kind])
}
