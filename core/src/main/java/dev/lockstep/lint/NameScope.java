package dev.lockstep.lint;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says which table a name leads to, as far as the statements so far tell.
///
/// *Shape*: a temporary table hides another one of its name where no schema is named, until it may
/// be gone: in doubt a name leads to the table that others use.
final class NameScope {
  /// The schema of temporary tables, which nobody else sees.
  static final String TEMPORARY = "pg_temp";

  /// What no temporary table ends with.
  private static final Set<String> STAYING = Set.of("BEGIN", "SAVEPOINT", "RELEASE");

  private final boolean ignoresCase;
  private final Set<QualifiedName> hiding = new HashSet<>();
  private String current;

  NameScope(String defaultSchema, boolean ignoresCase) {
    this.current = defaultSchema;
    this.ignoresCase = ignoresCase;
  }

  /// Returns a name with its schema.
  QualifiedName full(QualifiedName name) {
    if (name.qualifier() != null) {
      return folded(name);
    }
    if (!hiding.isEmpty() && hiding.contains(temporary(name))) {
      return temporary(name);
    }
    return folded(new QualifiedName(current, name.name()));
  }

  /// Takes what may make temporary tables go, or no longer be found first.
  void apply(Operation operation) {
    switch (operation) {
      case Operation.SetVariable set when set.name().equals("search_path") -> {
        searchPath(set.value());
        doubt(set.value() == null || set.value().contains(TEMPORARY));
      }
      case Operation.Transaction end -> doubt(!STAYING.contains(end.verb()));
      case Operation.Other other -> doubt(other.words().startsWith("DISCARD"));
      case Operation.Select select ->
          doubt(select.query().calls().stream().anyMatch(one -> one.name().equals("set_config")));
      default -> {
        // leaves them
      }
    }
  }

  private void doubt(boolean gone) {
    if (gone) {
      doubt();
    }
  }

  /// Takes a temporary table that is created.
  void hide(QualifiedName table) {
    hiding.add(temporary(table));
  }

  /// Takes a table that is dropped.
  void show(QualifiedName table) {
    hiding.remove(table);
  }

  /// Says that temporary tables may be gone: what follows may run in another session or
  /// transaction, or what created them may not have run.
  void doubt() {
    hiding.clear();
  }

  private QualifiedName temporary(QualifiedName table) {
    return folded(new QualifiedName(TEMPORARY, table.name()));
  }

  private QualifiedName folded(QualifiedName name) {
    return ignoresCase
        ? new QualifiedName(
            String.valueOf(name.qualifier()).toLowerCase(Locale.ROOT),
            name.name().toLowerCase(Locale.ROOT))
        : name;
  }

  /// Takes a new value of `search_path`.
  private void searchPath(@Nullable String value) {
    if (value == null) {
      return;
    }
    String rest = value.strip();
    boolean quoted = rest.startsWith("'") || rest.startsWith("\"");
    int end = quoted ? rest.indexOf(rest.charAt(0), 1) : rest.indexOf(',');
    String first = rest.substring(quoted ? 1 : 0, end < 0 ? rest.length() : end).strip();
    if (!first.isEmpty()) {
      current = quoted ? first : first.toLowerCase(Locale.ROOT);
    }
  }
}
