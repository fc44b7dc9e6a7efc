package lockstep.library.table_comments_test

import rego.v1

import data.lockstep.library.table_comments as policy

test_said if count(policy.deny) > 0 with input as {"statements": [{"change": "1", "sql": "", "kind": "CREATE TABLE", "file": "db/V1.sql", "line": 3, "column": 1, "understood": true, "operations": [{"columns": [], "modes": [], "schema": "public", "name": "orders", "type": "table", "kind": "create_table"}], "objects": [], "columns": [], "destructive": false, "effect": null}], "target": {"environment": "prod", "instance": "orders-prod", "tables": [{"schema": "public", "name": "orders", "rows": 5000000, "bytes": 1}]}, "change": {"author": "dana", "commit": "abc", "ticket": "SHOP-1", "approvals": []}, "plan": {"kind": "deploy", "changes": []}, "findings": [], "rehearsal": null, "metadata": {"timestamp": 1767950000000, "principalIdentifier": "dana"}}

test_silent if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "sql": "", "kind": "CREATE TABLE", "file": "db/V1.sql", "line": 3, "column": 1, "understood": true, "operations": [{"columns": [], "modes": [], "schema": "public", "name": "orders", "type": "table", "kind": "create_table"}], "objects": [], "columns": [], "destructive": false, "effect": null}, {"change": "1", "sql": "", "kind": "CREATE TABLE", "file": "db/V1.sql", "line": 3, "column": 1, "understood": true, "operations": [{"columns": [], "modes": [], "schema": "public", "name": "orders", "type": "table", "kind": "comment", "part": null, "text": "owner: sales"}], "objects": [], "columns": [], "destructive": false, "effect": null}], "target": {"environment": "prod", "instance": "orders-prod", "tables": [{"schema": "public", "name": "orders", "rows": 5000000, "bytes": 1}]}, "change": {"author": "dana", "commit": "abc", "ticket": "SHOP-1", "approvals": []}, "plan": {"kind": "deploy", "changes": []}, "findings": [], "rehearsal": null, "metadata": {"timestamp": 1767950000000, "principalIdentifier": "dana"}}

test_inside if count(policy.deny) == 0 with input as {"statements": [{"file": "db/V1.sql", "line": 3, "operations": [{"kind": "create_table", "type": "table", "schema": "shop", "name": "orders", "modes": [], "comment": "owner: sales"}]}]}

test_temporary if count(policy.deny) == 0 with input as {"statements": [{"file": "db/V1.sql", "line": 3, "operations": [{"kind": "create_table", "type": "table", "schema": "shop", "name": "orders", "modes": ["temporary"], "comment": null}]}]}
