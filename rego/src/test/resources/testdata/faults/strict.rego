package a

import data.x
import data.y as x
import data.unused
import input.z

p if {
	v := 1
	some k
	input := 2
	x
	z
	[q | w := 1; q := 2]
	every i, e in [1] { e > 0 }
	any([true])
	re_match("a", "b")
}

f(aa, bb) := bb if aa == 1 else := 3 if bb

g(cc, dd) := 1 if cc else := 2

data contains 1

h(input) := input
u := r if {
	r := 1
} else := s if { s := 2; t := 3 }
