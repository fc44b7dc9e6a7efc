package lockstep.library.column_comments_test

import rego.v1

import data.lockstep.library.column_comments as policy

test_added if count(policy.deny) > 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "add_column", "type": "table", "schema": "public", "name": "orders", "table": "orders", "columns": ["total"], "modes": [], "dataType": "integer", "comment": null}]}], "findings": [], "rehearsal": null}

test_created if count(policy.deny) > 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "create_table", "type": "table", "schema": "public", "name": "orders", "table": "orders", "columns": ["id"], "modes": [], "comment": null, "definitions": [{"name": "total", "comment": null}], "constraints": []}]}], "findings": [], "rehearsal": null}

test_commented if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "add_column", "type": "table", "schema": "public", "name": "orders", "table": "orders", "columns": ["total"], "modes": [], "dataType": "integer", "comment": null}]}, {"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 4, "operations": [{"kind": "comment", "type": "table", "schema": "public", "name": "orders", "part": "total", "text": "in cents", "columns": [], "modes": []}]}], "findings": [], "rehearsal": null}

test_inside if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "add_column", "type": "table", "schema": "public", "name": "orders", "table": "orders", "columns": ["total"], "modes": [], "dataType": "integer", "comment": "in cents"}]}, {"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "create_table", "type": "table", "schema": "public", "name": "orders", "table": "orders", "columns": ["id"], "modes": [], "comment": null, "definitions": [{"name": "total", "comment": "in cents"}], "constraints": []}]}], "findings": [], "rehearsal": null}

test_key if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "create_table", "type": "table", "schema": "public", "name": "orders", "table": "orders", "columns": ["id"], "modes": [], "comment": null, "definitions": [{"name": "id", "dataType": "integer", "comment": null}], "constraints": []}]}], "findings": [], "rehearsal": null}

test_temporary if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "create_table", "type": "table", "schema": "public", "name": "orders", "table": "orders", "columns": ["id"], "modes": ["temporary"], "comment": null, "definitions": [{"name": "total", "comment": null}], "constraints": []}]}], "findings": [], "rehearsal": null}
