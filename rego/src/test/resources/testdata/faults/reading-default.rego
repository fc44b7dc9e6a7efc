package a

default f(1) := 2
