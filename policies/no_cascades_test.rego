package lockstep.library.no_cascades_test

import rego.v1

import data.lockstep.library.no_cascades as policy

test_said if count(policy.deny) > 0 with input as {"statements": [{"change": "1", "kind": "DROP TABLE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "drop", "type": "table", "schema": "public", "name": "orders", "columns": [], "modes": ["cascade"]}]}], "findings": [], "rehearsal": null}

test_silent if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "kind": "DROP TABLE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "drop", "type": "table", "schema": "public", "name": "orders", "columns": [], "modes": []}]}], "findings": [], "rehearsal": null}
