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

  /// Writes it with the line that it is in and a mark below the place.
  ///
  /// @param source the text of the file
  public String shown(String source) {
    return this + marked(source);
  }

  /// Writes the line that it is in, with a mark below the place, each on a line of its own.
  public String marked(String source) {
    String line = source.lines().skip(Math.max(0, place.row() - 1)).findFirst().orElse("");
    int column = Math.min(line.length(), Math.max(0, place.column() - 1));
    // Tabs stay, so that the mark stands where it should on every terminal.
    String before = line.substring(0, column).replaceAll("[^\t]", " ");
    return line.isBlank() ? "" : "\n\t" + line + "\n\t" + before + "^";
  }

  @Override
  public String toString() {
    return "%s:%d: %s: %s".formatted(place.file(), place.row(), code, message);
  }
}
