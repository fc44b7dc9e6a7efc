package older
import future.keywords.in
default allow=false
allow{input.a==1}
allow { input.b
  not input.c } { input.d }
deny[msg]{msg="x"}
f(x)=y{y:=x+1}else=2{true}
p[x]=y { y=input[x] }
q["a"]
