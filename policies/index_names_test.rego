package lockstep.library.index_names_test

import rego.v1

import data.lockstep.library.index_names as policy

test_said if count(policy.deny) > 0 with input as {"statements": [{"change": "1", "sql": "", "kind": "CREATE TABLE", "file": "db/V1.sql", "line": 3, "column": 1, "understood": true, "operations": [{"columns": ["total"], "modes": [], "schema": "public", "name": "x", "type": "table", "kind": "create_index", "table": "orders"}], "objects": [], "columns": [], "destructive": false, "effect": null}], "target": {"environment": "prod", "instance": "orders-prod", "tables": [{"schema": "public", "name": "orders", "rows": 5000000, "bytes": 1}]}, "change": {"author": "dana", "commit": "abc", "ticket": "SHOP-1", "approvals": []}, "plan": {"kind": "deploy", "changes": []}, "findings": [], "rehearsal": null, "metadata": {"timestamp": 1767950000000, "principalIdentifier": "dana"}}

test_silent if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "sql": "", "kind": "CREATE TABLE", "file": "db/V1.sql", "line": 3, "column": 1, "understood": true, "operations": [{"columns": ["total"], "modes": [], "schema": "public", "name": "idx_orders_total", "type": "table", "kind": "create_index", "table": "orders"}], "objects": [], "columns": [], "destructive": false, "effect": null}], "target": {"environment": "prod", "instance": "orders-prod", "tables": [{"schema": "public", "name": "orders", "rows": 5000000, "bytes": 1}]}, "change": {"author": "dana", "commit": "abc", "ticket": "SHOP-1", "approvals": []}, "plan": {"kind": "deploy", "changes": []}, "findings": [], "rehearsal": null, "metadata": {"timestamp": 1767950000000, "principalIdentifier": "dana"}}
