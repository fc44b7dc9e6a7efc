package test

# What has moved to a line of its own is laid out as it is there.
p if {
	q with count as f
}  q if {
	count([1, 2, 3]) == 1
}

f(_) := 1
