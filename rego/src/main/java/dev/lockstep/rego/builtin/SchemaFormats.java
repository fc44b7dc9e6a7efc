package dev.lockstep.rego.builtin;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;

/// Knows the formats of text that JSON Schemas name; what fits one that it does not know is not
/// asked.
///
/// *Source*: JSON Schema, validation, draft 7, "Semantic validation with format".
final class SchemaFormats {
  private static final List<String> TIMES = List.of("15:04:05", "15:04:05Z07:00");
  private static final String DATE = "2006-01-02";
  private static final List<String> DATE_TIMES =
      List.of("15:04:05", "15:04:05Z07:00", DATE, "2006-01-02T15:04:05Z07:00");

  private static final String LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
  private static final String WORD = "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
  private static final String WORDS = WORD + "(\\." + WORD + ")*";
  private static final String QUOTED = "\"([^\"\\\\]|\\\\.)*\"";
  private static final String MAILBOX =
      "(" + WORDS + "|" + QUOTED + ")@(" + WORDS + "|\\[[^\\]\\\\]+\\])";
  private static final String POINTER = "(/([^~/]|~0|~1)*)*";
  private static final String ADDRESS = "([^%\\x00-\\x1f\\x7f]|%[0-9a-fA-F]{2})*";
  private static final String FIRST = "([^:/?#%\\x00-\\x1f\\x7f]|%[0-9a-fA-F]{2})*";
  private static final String SCHEME = "[A-Za-z][A-Za-z0-9+.-]*:";

  private static final Map<String, Pattern> PATTERNS =
      Map.ofEntries(
          pattern("hostname", LABEL + "(\\." + LABEL + ")*"),
          pattern(
              "email",
              "\\s*("
                  + MAILBOX
                  + "|(("
                  + QUOTED
                  + "|"
                  + WORD
                  + "|[. \\t])*)<"
                  + MAILBOX
                  + ">)\\s*"),
          pattern("uri", SCHEME + ADDRESS),
          pattern(
              "uri-reference", "(" + SCHEME + ADDRESS + "|" + FIRST + "([/?#]" + ADDRESS + ")?)"),
          pattern("uri-template", "([^{]*(\\{[^}]*\\})?)*"),
          pattern("uuid", "(?i)[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}"),
          pattern("json-pointer", POINTER),
          pattern("relative-json-pointer", "(0|[1-9][0-9]*)(#|" + POINTER + ")"));

  private SchemaFormats() {}

  private static Map.Entry<String, Pattern> pattern(String name, String regex) {
    return Map.entry(name, Pattern.compile(regex, Pattern.DOTALL));
  }

  static boolean fits(String format, String text) {
    return switch (format) {
      case "date" -> isTime(List.of(DATE), text);
      case "time" -> isTime(TIMES, text);
      case "date-time" -> isTime(DATE_TIMES, text);
      case "hostname" -> text.length() < 256 && matches("hostname", text);
      case "email", "idn-email" -> matches("email", text);
      case "ipv4" -> text.contains(".") && Networks.isAddress(text);
      case "ipv6" -> text.contains(":") && Networks.isAddress(text);
      case "uri", "iri" -> isAddress(text) && matches("uri", text);
      case "uri-reference", "iri-reference" -> isAddress(text);
      case "uri-template" -> isAddress(text) && matches("uri-template", path(text));
      case "regex" -> SchemaChecks.isRegex(text);
      case "uuid", "json-pointer", "relative-json-pointer" -> matches(format, text);
      default -> true;
    };
  }

  private static boolean matches(String format, String text) {
    return Regex.matcher(java.util.Objects.requireNonNull(PATTERNS.get(format)), text).matches();
  }

  private static boolean isAddress(String text) {
    return !text.contains("\\") && matches("uri-reference", text);
  }

  /// Returns an address without what is behind its path.
  private static String path(String text) {
    return text.replaceFirst("[?#].*", "");
  }

  private static boolean isTime(List<String> layouts, String text) {
    return layouts.stream()
        .anyMatch(layout -> {
          try {
            GoTime.parse(layout, text);
            return true;
          } catch (DateTimeException e) {
            return false;
          }
        });
  }
}
