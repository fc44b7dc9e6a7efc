package a

p := 01
