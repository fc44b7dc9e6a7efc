package lockstep.library.no_all_privileges_test

import rego.v1

import data.lockstep.library.no_all_privileges as policy

test_said if count(policy.deny) > 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "grant", "type": "table", "schema": "public", "name": "orders", "columns": [], "modes": [], "revoked": false, "privileges": [], "roles": ["app"]}]}], "findings": [], "rehearsal": null}

test_word if count(policy.deny) > 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "grant", "type": "table", "schema": "public", "name": "orders", "columns": [], "modes": [], "revoked": false, "privileges": ["ALL PRIVILEGES"], "roles": ["app"]}]}], "findings": [], "rehearsal": null}

test_named if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "grant", "type": "table", "schema": "public", "name": "orders", "columns": [], "modes": [], "revoked": false, "privileges": ["SELECT", "INSERT"], "roles": ["app"]}]}], "findings": [], "rehearsal": null}

test_revoked if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "grant", "type": "table", "schema": "public", "name": "orders", "columns": [], "modes": [], "revoked": true, "privileges": [], "roles": ["app"]}]}], "findings": [], "rehearsal": null}
