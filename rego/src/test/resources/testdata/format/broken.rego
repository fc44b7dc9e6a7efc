package broken

allow if {
  input.a ==
}
