package a

p if nonsense(1)

q if count(1, 2, 3)

f(x) := x

r if f(1, 2, 3)

s if data.b.g(1)
