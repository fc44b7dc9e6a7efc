package a

p := 1 if {
	false
}

else := 2

q if { 2 | 3 }

r := 1 s := 2
