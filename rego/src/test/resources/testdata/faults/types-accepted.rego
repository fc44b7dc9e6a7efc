package a

s := "a" if input.x

s := 1 if input.y

p1 if s == 1

p2 if every x in [1] { x == "a" }

p3 if {
	x := json.unmarshal("{}")
	x.a.b == 1
	x == 2
}

p4 := data.b.c[1].d

p5 := data.a.nothing

p6 if input.x with input as 3

p7 := object.union({}, input.x).a.b

p8 := json.marshal_with_options(input, {"pretty": true})

p9[x].y := 1 if some x in input.z

p10 := p9.b.y + p9[input.c].y

p11 := -input.x

f(x) := x.a

p12 := f("a")

p13 if input.x in []
