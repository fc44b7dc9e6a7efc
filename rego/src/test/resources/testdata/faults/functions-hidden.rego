package a

time := 1

q := time.now_ns()

r := time()
