package dev.lockstep.dialects.postgres.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes storage options, which the catalogs keep as `name=value`.
final class Options {
  private Options() {}

  static String spelled(List<String> options) {
    return options.stream().map(Options::spelled).collect(Collectors.joining(", "));
  }

  private static String spelled(String option) {
    int sign = option.indexOf('=');
    return option.substring(0, sign) + "=" + Spelling.literal(option.substring(sign + 1));
  }

  /// Writes the actions of an `ALTER` that lead from one list to another.
  static List<String> alter(List<String> from, List<String> to) {
    List<String> actions = new ArrayList<>();
    List<String> gone =
        from.stream()
            .map(Options::name)
            .filter(name -> to.stream().noneMatch(option -> name(option).equals(name)))
            .toList();
    if (!gone.isEmpty()) {
      actions.add("RESET (" + String.join(", ", gone) + ")");
    }
    List<String> set = to.stream().filter(option -> !from.contains(option)).toList();
    if (!set.isEmpty()) {
      actions.add("SET (" + spelled(set) + ")");
    }
    return actions;
  }

  private static String name(String option) {
    return option.substring(0, option.indexOf('='));
  }
}
