package a

p if {
	x := 1
	x := 2
}

q if {
	x > 1
	x := 2
}

r if {
	some x
	some x
}

s if input.x := 1
