package a

p if startswith(1, "a")
q := count(1)
r := x if { x := upper("a"); y := x + 1 }
s := concat(",", "abc")
t := {v | some v in [1]; lower([v]) }
u if { n := count(input.x); contains(n, "a") }
w := 1 + {2}
