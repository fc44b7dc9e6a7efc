# METADATA
# title: System schemas are left alone
# description: Says what is wrong, where, and what to do.
package lockstep.library.system_objects

import rego.v1

default schemas := ["pg_catalog", "information_schema", "mysql", "sys", "performance_schema"]

schemas := data.settings.system_objects.schemas

deny contains msg if {
	some statement in input.statements
	some thing in statement.objects
	lower(thing.schema) in schemas
	msg := sprintf("%s:%d: %s.%s belongs to the database itself; do not touch it", [statement.file, statement.line, thing.schema, thing.name])
}
