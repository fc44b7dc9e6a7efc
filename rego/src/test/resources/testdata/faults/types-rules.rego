package a

s := "a"

o := {"b": 1}

k contains 1

m[x] := y if some x, y in {"c": [2]}

f(x) := x + 1

g("a") := 1

g(true) := {"x": 1}

p1 if s == 1

p2 := o.c

p3 if k.x

p4 := m[1]

p5 := m.d.e

p6 := f("1")

p7 if g(1)

p8 := g(true)[0]

p9 := lower("a").b

p10 if [1] = [1, 2]

p11 if {"a": 1} = {"b": 1}

p12 if some x in lower("a")

p13 if "1" in [1, 2]

p14 := f

p15 if {
	[_, _, signature] := io.jwt.decode("x")
	signature.kid
}

p16 := [x | x := 1; x == "a"]

p17 if {
	x := {1, "a"}
	x[true]
}

p18 := {}.a
