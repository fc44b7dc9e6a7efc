package a

import data.x
import input.x

p if {
	some v
	input := 2
	every i, e in [1] { e > 0 }
	any([true])
}

r := [1 | some w; true]

data contains 1

f(input) := input

unused(y) if z := 1

s if q[q]
