package lockstep.library.no_repairs_test

import rego.v1

import data.lockstep.library.no_repairs as policy

test_said if count(policy.deny) > 0 with input as {"statements": [], "target": {"environment": "prod", "instance": "orders-prod", "tables": [{"schema": "public", "name": "orders", "rows": 5000000, "bytes": 1}]}, "change": {"author": "dana", "commit": "abc", "ticket": "SHOP-1", "approvals": []}, "plan": {"kind": "repair", "changes": []}, "findings": [], "rehearsal": null, "metadata": {"timestamp": 1767950000000, "principalIdentifier": "dana"}}

test_silent if count(policy.deny) == 0 with input as {"statements": [], "target": {"environment": "prod", "instance": "orders-prod", "tables": [{"schema": "public", "name": "orders", "rows": 5000000, "bytes": 1}]}, "change": {"author": "dana", "commit": "abc", "ticket": "SHOP-1", "approvals": []}, "plan": {"kind": "deploy", "changes": []}, "findings": [], "rehearsal": null, "metadata": {"timestamp": 1767950000000, "principalIdentifier": "dana"}}
