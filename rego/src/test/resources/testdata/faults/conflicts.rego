package a

p := 1

p contains 2

q := 1

q(x) := x

default r := 1

default r := 2

s := 1

s.t := 2

t contains 1

t[x] contains 2 if some x in input.names

u[x].y := 1 if some x in input.names

u[x] contains 2 if some x in input.names

v(x) := x

v.w := 1

k[x] := 1 if some x in input.names

k.l := 2

f(x) := x

f(x, y) := x + y

default g(_) := 1

default g(_) := 2
