package a

p if { input.a; }
