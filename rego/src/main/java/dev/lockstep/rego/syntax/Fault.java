package dev.lockstep.rego.syntax;

/// Is something wrong with a policy.
///
/// @param code such as `rego_parse_error`, as OPA names it
public record Fault(String code, String message, Place place) {
  public static final String PARSE = "rego_parse_error";
  public static final String COMPILE = "rego_compile_error";
  public static final String TYPE = "rego_type_error";
  public static final String UNSAFE = "rego_unsafe_var_error";
  public static final String RECURSION = "rego_recursion_error";

  @Override
  public String toString() {
    return "%s:%d: %s: %s".formatted(place.file(), place.row(), code, message);
  }
}
