package lockstep.library.no_rewrites_test

import rego.v1

import data.lockstep.library.no_rewrites as policy

test_said if count(policy.deny) > 0 with input as {"statements": [], "findings": [], "rehearsal": {"changes": [{"id": "2", "observed": {"holds": [{"table": "public.orders", "mode": "ACCESS EXCLUSIVE", "blocks": "everybody", "rows": 5000000}], "statements": [{"line": 1, "sql": "", "effect": {"rewrites": ["public.orders"]}}]}}]}}

test_small if count(policy.deny) == 0 with input as {"statements": [], "findings": [], "rehearsal": {"changes": [{"id": "2", "observed": {"holds": [{"table": "public.orders", "mode": "ACCESS EXCLUSIVE", "blocks": "everybody", "rows": 10}], "statements": [{"line": 1, "sql": "", "effect": {"rewrites": ["public.orders"]}}]}}]}}

test_unrehearsed if count(policy.deny) == 0 with input as {"statements": [], "findings": [], "rehearsal": null}
