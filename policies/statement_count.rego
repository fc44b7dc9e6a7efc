# METADATA
# title: A deployment has few statements
# description: Says what is wrong, where, and what to do.
package lockstep.library.statement_count

import rego.v1

default limit := 50

limit := data.settings.statement_count.limit

deny contains msg if {
	count(input.statements) > limit
	statement := input.statements[limit]
	msg := sprintf("%s:%d: %d statements are more than %d; deploy them in parts", [statement.file, statement.line, count(input.statements), limit])
}
