# METADATA
# title: Errors of the review block
# description: Says what is wrong, where, and what to do.
package lockstep.library.review_errors

import rego.v1

deny contains msg if {
	some finding in input.findings
	finding.severity == "error"
	msg := sprintf("%s:%d: %s: %s", [finding.file, finding.startLine, finding.rule, finding.message])
}
