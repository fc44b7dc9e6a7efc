package lockstep.library.no_drops_test

import rego.v1

import data.lockstep.library.no_drops as policy

test_said if count(policy.deny) > 0 with input as {"statements": [{"change": "1", "sql": "", "kind": "CREATE TABLE", "file": "db/V1.sql", "line": 3, "column": 1, "understood": true, "operations": [{"columns": [], "modes": [], "schema": "public", "name": "orders", "type": "table", "kind": "drop"}], "objects": [], "columns": [], "destructive": false, "effect": null}], "target": {"environment": "prod", "instance": "orders-prod", "tables": [{"schema": "public", "name": "orders", "rows": 5000000, "bytes": 1}]}, "change": {"author": "dana", "commit": "abc", "ticket": "SHOP-1", "approvals": []}, "plan": {"kind": "deploy", "changes": []}, "findings": [], "rehearsal": null, "metadata": {"timestamp": 1767950000000, "principalIdentifier": "dana"}}

test_silent if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "sql": "", "kind": "CREATE TABLE", "file": "db/V1.sql", "line": 3, "column": 1, "understood": true, "operations": [{"columns": [], "modes": [], "schema": "public", "name": "orders", "type": "index", "kind": "drop"}], "objects": [], "columns": [], "destructive": false, "effect": null}], "target": {"environment": "prod", "instance": "orders-prod", "tables": [{"schema": "public", "name": "orders", "rows": 5000000, "bytes": 1}]}, "change": {"author": "dana", "commit": "abc", "ticket": "SHOP-1", "approvals": []}, "plan": {"kind": "deploy", "changes": []}, "findings": [], "rehearsal": null, "metadata": {"timestamp": 1767950000000, "principalIdentifier": "dana"}}

lost(statement) := found if {
	whole := object.union({"file": "db/V1.sql", "line": 3, "kind": "DROP", "destructive": true}, statement)
	found := count(policy.deny) with input as {"statements": [whole], "target": {"environment": "prod"}}
}

test_owned if lost({"operations": [{"kind": "drop_owned", "roles": ["bob"]}]}) == 1

test_partitions if lost({"operations": [{"kind": "alter_partitions", "name": "orders"}]}) == 1

test_partitions_kept if lost({"destructive": false, "operations": [{"kind": "alter_partitions", "name": "orders"}]}) == 0

test_replaced if lost({"operations": [{"kind": "create_table", "name": "orders", "modes": ["or_replace"]}]}) == 1

test_made if lost({"operations": [{"kind": "create_table", "name": "orders", "modes": ["if_not_exists"]}]}) == 0

test_each if lost({"operations": [{"kind": "drop", "name": "a"}, {"kind": "drop", "name": "b"}]}) == 2
