package lockstep.library.lock_time_test

import rego.v1

import data.lockstep.library.lock_time as policy

test_said if count(policy.deny) > 0 with input as {"statements": [], "target": {"environment": "prod", "instance": "orders-prod", "tables": [{"schema": "public", "name": "orders", "rows": 5000000, "bytes": 1}]}, "change": {"author": "dana", "commit": "abc", "ticket": "SHOP-1", "approvals": []}, "plan": {"kind": "deploy", "changes": []}, "findings": [], "rehearsal": {"changes": [{"id": "1", "observed": {"holds": [{"table": "public.orders", "mode": "ACCESS EXCLUSIVE", "blocks": "everybody", "rows": 1, "time": {"toSeconds": 9}}]}}]}, "metadata": {"timestamp": 1767950000000, "principalIdentifier": "dana"}}

test_silent if count(policy.deny) == 0 with input as {"statements": [], "target": {"environment": "prod", "instance": "orders-prod", "tables": [{"schema": "public", "name": "orders", "rows": 5000000, "bytes": 1}]}, "change": {"author": "dana", "commit": "abc", "ticket": "SHOP-1", "approvals": []}, "plan": {"kind": "deploy", "changes": []}, "findings": [], "rehearsal": {"changes": [{"id": "1", "observed": {"holds": [{"table": "public.orders", "mode": "ACCESS EXCLUSIVE", "blocks": "everybody", "rows": 1, "time": {"toSeconds": 1}}]}}]}, "metadata": {"timestamp": 1767950000000, "principalIdentifier": "dana"}}
