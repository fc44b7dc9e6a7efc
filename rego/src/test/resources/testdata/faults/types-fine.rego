package a

# What may be of the right kind is never refused.
p := x if {
	some x in input.xs
	c := [1 | x = "a"]
	count(c) == x + 1
}

q(x) := upper(x) if x = input.y

q(1) := lower(x) if x := {"a": "b"}[input.z]

r := count(y) if {
	y := "text"
	not y = input.x
}

s := max(x) if x := {1, 2} - {1}

t if every x in [1] { x + 1 > 0 }

u := {x | x := input.x[_]; not startswith(x, "a")} | {1}
