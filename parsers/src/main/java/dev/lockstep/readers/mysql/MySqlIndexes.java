package dev.lockstep.readers.mysql;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.IndexKey;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.SetTableOption;
import dev.lockstep.statement.ParsedStatement.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads indexes: their keys, what is said about them, and what makes and drops them.
final class MySqlIndexes {
  private static final Set<String> KINDS = Set.of("FULLTEXT", "SPATIAL", "VECTOR");

  private static final Set<String> WITH_VALUE =
      Set.of(
          "KEY_BLOCK_SIZE",
          "COMMENT",
          "ALGORITHM",
          "LOCK",
          "ENGINE_ATTRIBUTE",
          "SECONDARY_ENGINE_ATTRIBUTE",
          "CLUSTERING",
          "DISTANCE",
          "M");

  private MySqlIndexes() {}

  /// Is what an index is made of.
  ///
  /// @param method null where none is written
  record Keys(List<IndexKey> keys, @Nullable String method, Map<String, String> options) {
    List<String> columns() {
      return keys.stream().flatMap(key -> Stream.ofNullable(key.column())).toList();
    }
  }

  /// Reads what follows the name of an index: its method, keys and options.
  static Keys keys(Words words) {
    Map<String, String> options = new TreeMap<>();
    String method = method(words);
    List<IndexKey> keys = new ArrayList<>();
    if (words.takes("(")) {
      while (!words.isAtEnd() && !words.takes(")")) {
        keys.add(key(words));
        words.takes(",");
      }
    }
    while (!words.isAtEnd() && !words.isAtAny(Set.of(",", ")", "REFERENCES", "MATCH", "ON"))) {
      String behind = method(words);
      if (behind != null) {
        method = behind;
      } else if (isOption(words)) {
        option(words, options);
      } else {
        break;
      }
    }
    return new Keys(keys, method, options);
  }

  private static @Nullable String method(Words words) {
    return words.takes("USING") || words.takes("TYPE")
        ? words.next().symbol().toLowerCase(Locale.ROOT)
        : null;
  }

  private static boolean isOption(Words words) {
    return words.isAtAny(WITH_VALUE)
        || words.isAtAny(
            Set.of("WITH", "VISIBLE", "INVISIBLE", "IGNORED", "NOT", "WAIT", "NOWAIT"));
  }

  private static void option(Words words, Map<String, String> options) {
    if (words.takes("WITH", "PARSER")) {
      options.put("parser", words.value());
    } else if (words.takes("NOT", "IGNORED")) {
      options.put("not ignored", "");
    } else if (words.takes("WAIT")) {
      options.put("wait", words.value());
    } else {
      boolean hasValue = words.isAtAny(WITH_VALUE);
      String name = words.next().symbol().toLowerCase(Locale.ROOT);
      String value = hasValue ? words.value() : "";
      options.put(
          name,
          name.equals("algorithm") || name.equals("lock") ? value.toUpperCase(Locale.ROOT) : value);
    }
  }

  private static IndexKey key(Words words) {
    int mark = words.mark();
    String column = null;
    Expression expression = null;
    if (words.isAt("(") || words.isAtRule(Rules.EXPRESSIONS)) {
      words.skip();
      expression = MySqlExpressions.since(words, mark);
    } else {
      column = words.simple();
    }
    int options = words.mark();
    while (!words.isAtEnd() && !words.isAtAny(Set.of(",", ")"))) {
      words.skip();
    }
    String written = words.text(options).replace("( ", "(").replace(" )", ")");
    return new IndexKey(column, expression, written, words.range(mark));
  }

  /// Tells whether a plain index of a table is at hand.
  static boolean isIndex(Words words) {
    return words.isAtAny(KINDS) || words.isAt("KEY") || words.isAt("INDEX");
  }

  /// Reads an index as it is written within a table.
  static CreateIndex index(Words words, QualifiedName table) {
    String kind = words.isAtAny(KINDS) ? words.next().symbol().toLowerCase(Locale.ROOT) : null;
    words.takesAny("KEY", "INDEX");
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    if (words.takes("IF", "NOT", "EXISTS")) {
      modes.add(Mode.IF_NOT_EXISTS);
    }
    String name = words.simpleIfAny();
    Keys keys = keys(words);
    return create(new Named(name, table, false), kind, keys, modes);
  }

  private record Named(@Nullable String name, QualifiedName table, boolean unique) {}

  private static CreateIndex create(
      Named named, @Nullable String kind, Keys keys, Set<Mode> modes) {
    return new CreateIndex(
        named.name == null ? null : new QualifiedName(null, named.name),
        named.table,
        named.unique,
        kind == null ? keys.method : kind,
        keys.keys,
        List.of(),
        null,
        keys.options,
        modes);
  }

  /// Reads `CREATE INDEX` behind its first word.
  static Operation create(Words words) {
    Set<Mode> modes = Heads.modes(words);
    String online = words.isAt("ONLINE") || words.isAt("OFFLINE") ? words.next().symbol() : null;
    boolean unique = words.takes("UNIQUE");
    String kind = words.isAtAny(KINDS) ? words.next().symbol().toLowerCase(Locale.ROOT) : null;
    words.takes("INDEX");
    modes.addAll(Heads.modes(words));
    String name = words.simpleIfAny();
    String method = method(words);
    words.takes("ON");
    QualifiedName table = words.name();
    Keys keys = keys(words);
    Map<String, String> options = new TreeMap<>(keys.options);
    if (online != null) {
      options.put(online.toLowerCase(Locale.ROOT), "");
    }
    return create(
        new Named(name, table, unique),
        kind,
        new Keys(keys.keys, keys.method == null ? method : keys.method, options),
        modes);
  }

  /// Reads `DROP INDEX` behind both words; what it says of its manner are parts of their own.
  static List<Part> drop(Words words) {
    Set<Mode> modes = Heads.modes(words);
    if (words.takes("ONLINE") || words.takes("OFFLINE")) {
      modes.addAll(Heads.modes(words));
    }
    List<QualifiedName> name = List.of(new QualifiedName(null, words.simple()));
    words.takes("ON");
    QualifiedName table = words.name();
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(words.range(0), new Drop(ObjectType.INDEX, name, table, modes)));
    while (!words.isAtEnd()) {
      int mark = words.mark();
      String option = words.next().symbol().toLowerCase(Locale.ROOT);
      if (option.equals("algorithm") || option.equals("lock") || option.equals("wait")) {
        String value = words.value().toUpperCase(Locale.ROOT);
        parts.add(new Part(words.range(mark), new SetTableOption(table, option, value)));
      }
    }
    return parts;
  }
}
