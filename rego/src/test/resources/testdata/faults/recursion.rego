package a

p if q

q if r(1)

r(x) if {
	p
	x == 1
}
