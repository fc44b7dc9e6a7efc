package dev.lockstep.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads PostgreSQL's option lists: `(verbose, concurrently off)` or `(create_slot = false)`.
final class OptionList {
  private static final Set<String> FALSE = Set.of("FALSE", "OFF", "0");

  /// more than any statement has; keeps a hostile script from filling the memory
  private static final int MOST_OPTIONS = 100;

  private final Map<String, String> values = new HashMap<>();

  private OptionList() {}

  /// Reads the list that the cursor stands before; there may be none.
  static OptionList read(TokenCursor tokens) {
    OptionList options = new OptionList();
    if (!tokens.accept("(")) {
      return options;
    }
    while (!tokens.atEnd() && !tokens.accept(")") && options.values.size() < MOST_OPTIONS) {
      String name = upper(tokens.take().text());
      StringBuilder value = new StringBuilder();
      while (!tokens.atEnd() && !tokens.at(",") && !tokens.at(")")) {
        TokenCursor.Token token = tokens.take();
        if (!token.is("=") && value.length() < MOST_OPTIONS) {
          value.append(upper(token.text()));
        }
      }
      options.values.put(name, value.toString());
      tokens.accept(",");
    }
    return options;
  }

  boolean has(String option) {
    return values.containsKey(option);
  }

  /// Tells whether an option is given and not switched off.
  boolean isOn(String option) {
    String value = values.get(option);
    return value != null && !FALSE.contains(value);
  }

  /// Tells whether an option is given and switched off.
  boolean isOff(String option) {
    return has(option) && !isOn(option);
  }

  /// Takes the quotes off, which option names and values may have.
  private static String upper(String text) {
    String plain =
        text.length() > 1 && (text.charAt(0) == '\'' || text.charAt(0) == '"')
            ? text.substring(1, text.length() - 1)
            : text;
    return plain.toUpperCase(Locale.ROOT);
  }
}
