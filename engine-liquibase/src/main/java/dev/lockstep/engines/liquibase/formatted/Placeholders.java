package dev.lockstep.engines.liquibase.formatted;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Replaces `${name}` by the project's values and, behind those, by the changelogs' properties, the
/// first of a name before later ones. An unknown name stays as it is written.
final class Placeholders {
  private static final Pattern NAME = Pattern.compile("[\\w.-]+");
  private static final int DEEPEST = 20;

  private final Map<String, String> values;
  private final List<Map.Entry<String, String>> properties = new ArrayList<>();

  Placeholders(Map<String, String> values) {
    this.values = values;
  }

  void property(String name, String value) {
    properties.add(Map.entry(name, value));
  }

  String expand(String text) {
    return text.indexOf("${") < 0 ? text : expand(text, 0);
  }

  private String expand(String text, int depth) {
    if (depth > DEEPEST) {
      throw new NotOurs("values that name each other");
    }
    StringBuilder expanded = new StringBuilder();
    int done = 0;
    for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", done)) {
      int close = text.indexOf('}', open);
      String written = close < 0 ? "" : text.substring(open + 2, close);
      String name = written.trim();
      if (!NAME.matcher(name).matches()) {
        throw new NotOurs("a placeholder in a form of its own");
      }
      String value = value(name);
      expanded.append(text, done, open);
      expanded.append(value == null ? "${" + written + "}" : expand(value, depth + 1));
      done = close + 1;
    }
    return expanded.append(text, done, text.length()).toString();
  }

  private @Nullable String value(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("liquibase_execution_")) {
      throw new NotOurs("a placeholder for the run");
    }
    for (Map.Entry<String, String> value : values.entrySet()) {
      if (value.getKey().equalsIgnoreCase(name)) {
        return value.getValue();
      }
    }
    if (lower.startsWith("database.")) {
      throw new NotOurs("a placeholder for the database");
    }
    for (Map.Entry<String, String> property : properties) {
      if (property.getKey().equalsIgnoreCase(name)) {
        return property.getValue();
      }
    }
    return null;
  }
}
