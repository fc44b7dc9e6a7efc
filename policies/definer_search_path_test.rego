package lockstep.library.definer_search_path_test

import rego.v1

import data.lockstep.library.definer_search_path as policy

test_said if count(policy.deny) > 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "create_routine", "type": "function", "schema": "public", "name": "pay", "language": "plpgsql", "columns": [], "modes": [], "options": {"security definer": ""}}]}], "findings": [], "rehearsal": null}

test_fixed if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "create_routine", "type": "function", "schema": "public", "name": "pay", "language": "plpgsql", "columns": [], "modes": [], "options": {"security definer": "", "set search_path": "public, pg_temp"}}]}], "findings": [], "rehearsal": null}

test_invoker if count(policy.deny) == 0 with input as {"statements": [{"change": "1", "kind": "CREATE", "file": "db/V1.sql", "line": 3, "operations": [{"kind": "create_routine", "type": "function", "schema": "public", "name": "pay", "language": "plpgsql", "columns": [], "modes": [], "options": {"volatile": ""}}]}], "findings": [], "rehearsal": null}
