# METADATA
# title: Tables and columns keep their names in production
# description: Says what is wrong, where, and what to do.
package lockstep.library.no_renames

import rego.v1

default environments := ["prod"]

environments := data.settings.no_renames.environments

deny contains msg if {
	input.target.environment in environments
	some statement in input.statements
	some operation in statement.operations
	operation.kind == "rename"
	operation.type in {"table", "view", "materialized_view"}
	object.get(operation, "partType", null) in {null, "column"}
	msg := sprintf("%s:%d: %s of %s breaks those who run now; add the new one beside it", [statement.file, statement.line, what(operation), operation.name])
}

what(operation) := sprintf("the new name %s of column %s", [operation.to, operation.part]) if operation.partType == "column"

what(operation) := sprintf("the new name %s", [operation.to]) if object.get(operation, "partType", null) == null
