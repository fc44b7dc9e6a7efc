# METADATA
# title: Every statement can be judged
# description: Says what is wrong, where, and what to do.
package lockstep.library.understood

import rego.v1

warn contains msg if {
	some statement in input.statements
	not statement.understood
	msg := sprintf("%s:%d: %s was not understood, so no policy has judged it; have somebody read it", [statement.file, statement.line, statement.kind])
}
