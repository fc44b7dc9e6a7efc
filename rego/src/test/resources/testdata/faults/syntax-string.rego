package a

p := "open
