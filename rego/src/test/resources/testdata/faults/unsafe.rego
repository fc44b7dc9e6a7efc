package a

p if x > 1

q contains x if not data.b[x]

r if {
	not data.b[_] == 1
}

s := y
