package lockstep.library.indexed_foreign_keys_test

import rego.v1

import data.lockstep.library.indexed_foreign_keys as policy

test_said if count(policy.deny) > 0 with input as {"statements": [], "findings": [{"rule": "foreign-key-without-index", "severity": "warning", "file": "db/V1.sql", "startLine": 2, "message": "No index begins with parent_id, so that each delete in orders reads the whole of items."}], "rehearsal": null}

test_silent if count(policy.deny) == 0 with input as {"statements": [], "findings": [{"rule": "drop-table", "severity": "warning", "file": "db/V1.sql", "startLine": 2, "message": "No index begins with parent_id, so that each delete in orders reads the whole of items."}], "rehearsal": null}
