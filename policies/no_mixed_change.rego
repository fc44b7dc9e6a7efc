# METADATA
# title: A change has either DDL or DML
# description: Says what is wrong, where, and what to do.
package lockstep.library.no_mixed_change

import rego.v1

kinds[statement.change] contains statement.operations[_].kind if some statement in input.statements

places[statement.change] contains place if some place, statement in input.statements

deny contains msg if {
	some change, done in kinds
	count(done & {"insert", "update", "delete", "merge"}) > 0
	count(done & {"create_table", "add_column", "drop_column", "change_type", "create_index", "drop", "truncate"}) > 0
	statement := input.statements[min(places[change])]
	msg := sprintf("%s:%d: change %s mixes structure and rows; split it", [statement.file, statement.line, change])
}
