package a

p := 1

p contains 2

q := 1

q(x) := x

default r := 1

default r := 2

s := 1

s.t := 2
