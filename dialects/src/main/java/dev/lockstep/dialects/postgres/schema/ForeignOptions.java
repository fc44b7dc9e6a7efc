package dev.lockstep.dialects.postgres.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes options for a foreign data wrapper, which the catalogs keep as `name=value`.
final class ForeignOptions {
  private ForeignOptions() {}

  /// Writes the clause of something new; nothing where there are none.
  static String clause(List<String> options) {
    return options.isEmpty()
        ? ""
        : options.stream()
            .map(option -> spelled(name(option), value(option)))
            .collect(Collectors.joining(", ", " OPTIONS (", ")"));
  }

  /// Writes the clause that leads from one list to another.
  static String alter(List<String> from, List<String> to) {
    Map<String, String> before = values(from);
    Map<String, String> after = values(to);
    List<String> actions = new ArrayList<>();
    before.forEach((name, _) -> {
      if (!after.containsKey(name)) {
        actions.add("DROP " + Spelling.name(name));
      }
    });
    after.forEach((name, value) -> {
      if (!before.containsKey(name)) {
        actions.add("ADD " + spelled(name, value));
      } else if (!value.equals(before.get(name))) {
        actions.add("SET " + spelled(name, value));
      }
    });
    return "OPTIONS (" + String.join(", ", actions) + ")";
  }

  private static Map<String, String> values(List<String> options) {
    Map<String, String> values = new LinkedHashMap<>();
    options.forEach(option -> values.put(name(option), value(option)));
    return values;
  }

  private static String spelled(String name, String value) {
    return Spelling.name(name) + " " + Spelling.literal(value);
  }

  private static String name(String option) {
    return option.substring(0, option.indexOf('='));
  }

  private static String value(String option) {
    return option.substring(option.indexOf('=') + 1);
  }
}
