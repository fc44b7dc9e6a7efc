package a

p := (1).b
