# METADATA
# title: Primary keys are named pk_TABLE
# description: Says what is wrong, where, and what to do.
package lockstep.library.primary_key_names

import rego.v1

default prefix := "pk_"

prefix := data.settings.primary_key_names.prefix

deny contains msg if {
	some statement in input.statements
	some operation in statement.operations
	operation.kind == "create_table"
	some constraint in operation.constraints
	constraint.constraint == "primary_key"
	expected := concat("", [prefix, operation.name])
	object.get(constraint, "constraintName", null) != expected
	msg := sprintf("%s:%d: the primary key of %s must be named %s", [statement.file, statement.line, operation.name, expected])
}
