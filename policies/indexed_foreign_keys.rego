# METADATA
# title: Foreign keys have an index
# description: Says what is wrong, where, and what to do.
package lockstep.library.indexed_foreign_keys

import rego.v1

deny contains msg if {
	some finding in input.findings
	finding.rule == "foreign-key-without-index"
	msg := sprintf("%s:%d: %s", [finding.file, finding.startLine, finding.message])
}
