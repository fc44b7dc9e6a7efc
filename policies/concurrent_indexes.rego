# METADATA
# title: Indexes on big tables are created concurrently
# description: Says what is wrong, where, and what to do.
package lockstep.library.concurrent_indexes

import rego.v1

default rows := 100000

rows := data.settings.concurrent_indexes.rows

deny contains msg if {
	startswith(input.target.dialect, "postgres")
	some statement in input.statements
	some operation in statement.operations
	operation.kind == "create_index"
	not "concurrently" in operation.modes
	some table in input.target.tables
	table.name == operation.table
	table.rows > rows
	msg := sprintf("%s:%d: index on %s with %d rows keeps writers waiting; use CREATE INDEX CONCURRENTLY", [statement.file, statement.line, operation.table, table.rows])
}
