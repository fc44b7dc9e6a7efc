package a

c := y if {
	x := "b"
	y := data.a[x]
}

b := 1
