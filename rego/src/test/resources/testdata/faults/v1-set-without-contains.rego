package a

p[x] { x := 1 }
