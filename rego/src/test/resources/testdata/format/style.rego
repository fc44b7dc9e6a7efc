# A policy.

package   shop.names   # its package
# of the shop
import rego.v1
import data.shop.people   as people # who
import data.shop.limits

import input.statements


default allow=false
default limit := 10
# METADATA
# title: Names
allow   if {   input.a==1 }
deny contains msg if { some s in input.statements; s.kind=="x"
   msg:=sprintf( "%s, %d" ,[s.name,1] )   # the message


   # nothing more
}
a := 1
b := 2 # two
c = 3

size(x)="small" if { x<10 } else = "middle" if { x<100
} else := "large"

other(x) := 1 if x
  else := 2 if not x

items := [ 1,2,
  3, # three
  {"a":1,
   "b": {x|x:=[1,2][_]}}, [] ,{}, set( ) ]
one := { # why
 "a": 1 }
flat := {
  "a": 1, "b": 2 }
found := { k:v | some k, v in input.map
   v>-1; not startswith(k,"x") }
all_good if { every x in input.xs { x>0; x<9 } }
all_right if {
  every i,x in input.xs {
    x>i

    # about
    x < 9 } }
minus if { a; -1 == x; x = .5 }
test_it if { allow with input as {"a":1} with data.x as 1
   deny with input as {"statements":[]}
      with data.limits as {}
      with data.people as {} }
long if { x := input.a + # first
   input.b *
   (3 -   2) # last
   y := concat(",", [
   "a",  "b",
   ]); f( x,
     y) }
text := `raw
	text` 
shown := $"{input.a} is {1+1}"
p[x].q["r s"] := 3 if
  x := input.x
p.q if { {1} == input.s }
p.r if { {input.s} }
# the end
  # of it
