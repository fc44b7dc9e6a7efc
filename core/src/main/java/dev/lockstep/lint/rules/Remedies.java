package dev.lockstep.lint.rules;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.lint.Scene;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Anchor;
import dev.lockstep.statement.TextRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what runs in the place of statements of PostgreSQL.
final class Remedies {
  private Remedies() {}

  /// Puts the word behind which a statement lets others go on; null where its place is not known.
  static @Nullable Fix concurrently(Anchor behind, Scene scene) {
    return scene
        .at(behind)
        .map(TextRange::end)
        .map(end -> new Fix(end, end, " CONCURRENTLY"))
        .orElse(null);
  }

  /// Returns the statement with a fix; nothing where it cannot take the place of the whole.
  static List<String> fixed(@Nullable Fix fix, Scene scene) {
    return fix == null ? List.of() : scene.alone(fix).map(List::of).orElse(List.of());
  }

  static String alter(QualifiedName table, String action) {
    return "ALTER TABLE " + quoted(table) + " " + action;
  }

  static String quoted(QualifiedName name) {
    String schema = name.qualifier();
    return (schema == null ? "" : quoted(schema) + ".") + quoted(name.name());
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
