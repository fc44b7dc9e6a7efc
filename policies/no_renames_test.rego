package lockstep.library.no_renames_test

import rego.v1

import data.lockstep.library.no_renames as policy

test_column if count(policy.deny) > 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "rename", "type": "table", "schema": "public", "name": "orders", "columns": ["total"], "modes": [], "part": "total", "partType": "column", "to": "sum"}]}], "findings": [], "rehearsal": null, "target": {"environment": "prod"}}

test_table if count(policy.deny) > 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "rename", "type": "table", "schema": "public", "name": "orders", "columns": ["total"], "modes": [], "part": null, "partType": null, "to": "sum"}]}], "findings": [], "rehearsal": null, "target": {"environment": "prod"}}

test_constraint if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "rename", "type": "table", "schema": "public", "name": "orders", "columns": ["total"], "modes": [], "part": "total", "partType": "constraint", "to": "sum"}]}], "findings": [], "rehearsal": null, "target": {"environment": "prod"}}

test_elsewhere if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "rename", "type": "table", "schema": "public", "name": "orders", "columns": ["total"], "modes": [], "part": "total", "partType": "column", "to": "sum"}]}], "findings": [], "rehearsal": null, "target": {"environment": "dev"}}
