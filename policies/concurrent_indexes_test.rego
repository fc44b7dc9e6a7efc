package lockstep.library.concurrent_indexes_test

import rego.v1

import data.lockstep.library.concurrent_indexes as policy

test_said if count(policy.deny) > 0 with input as {"statements": [{"change": "1", "sql": "", "kind": "CREATE TABLE", "file": "db/V1.sql", "line": 3, "column": 1, "understood": true, "operations": [{"columns": ["c"], "modes": [], "schema": "public", "name": "orders", "type": "table", "kind": "create_index", "table": "orders"}], "objects": [], "columns": [], "destructive": false, "effect": null}], "target": {"environment": "prod", "instance": "orders-prod", "tables": [{"schema": "public", "name": "orders", "rows": 5000000, "bytes": 1}], "dialect": "postgresql"}, "change": {"author": "dana", "commit": "abc", "ticket": "SHOP-1", "approvals": []}, "plan": {"kind": "deploy", "changes": []}, "findings": [], "rehearsal": null, "metadata": {"timestamp": 1767950000000, "principalIdentifier": "dana"}}

test_silent if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "sql": "", "kind": "CREATE TABLE", "file": "db/V1.sql", "line": 3, "column": 1, "understood": true, "operations": [{"columns": ["c"], "modes": ["concurrently"], "schema": "public", "name": "orders", "type": "table", "kind": "create_index", "table": "orders"}], "objects": [], "columns": [], "destructive": false, "effect": null}], "target": {"environment": "prod", "instance": "orders-prod", "tables": [{"schema": "public", "name": "orders", "rows": 5000000, "bytes": 1}], "dialect": "postgresql"}, "change": {"author": "dana", "commit": "abc", "ticket": "SHOP-1", "approvals": []}, "plan": {"kind": "deploy", "changes": []}, "findings": [], "rehearsal": null, "metadata": {"timestamp": 1767950000000, "principalIdentifier": "dana"}}
