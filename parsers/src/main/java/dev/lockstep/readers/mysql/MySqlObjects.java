package dev.lockstep.readers.mysql;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.mysql.SyntaxNode;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Alter;
import dev.lockstep.statement.Operation.Create;
import dev.lockstep.statement.Operation.CreateRoutine;
import dev.lockstep.statement.Operation.CreateTrigger;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.Grant;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Operation.SetOwner;
import dev.lockstep.statement.ParsedStatement.Part;
import dev.lockstep.statement.Query;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what is said of all kinds of objects in the same manner, and what makes programs and
/// views.
final class MySqlObjects {
  private static final Map<String, ObjectType> TYPES =
      Map.ofEntries(
          Map.entry("DATABASE", ObjectType.DATABASE),
          Map.entry("EVENT", ObjectType.EVENT),
          Map.entry("FUNCTION", ObjectType.FUNCTION),
          Map.entry("INDEX", ObjectType.INDEX),
          Map.entry("PACKAGE", ObjectType.PACKAGE),
          Map.entry("PROCEDURE", ObjectType.PROCEDURE),
          Map.entry("ROLE", ObjectType.ROLE),
          Map.entry("SCHEMA", ObjectType.DATABASE),
          Map.entry("SEQUENCE", ObjectType.SEQUENCE),
          Map.entry("SERVER", ObjectType.SERVER),
          Map.entry("TABLE", ObjectType.TABLE),
          Map.entry("TABLES", ObjectType.TABLE),
          Map.entry("TABLESPACE", ObjectType.TABLESPACE),
          Map.entry("TRIGGER", ObjectType.TRIGGER),
          Map.entry("USER", ObjectType.ROLE),
          Map.entry("VIEW", ObjectType.VIEW));

  /// Words of a routine that say something about it as a whole.
  private static final List<List<String>> CHARACTERISTICS =
      List.of(
          List.of("SQL", "SECURITY", "DEFINER"),
          List.of("SQL", "SECURITY", "INVOKER"),
          List.of("NOT", "DETERMINISTIC"),
          List.of("DETERMINISTIC"),
          List.of("NO", "SQL"),
          List.of("CONTAINS", "SQL"),
          List.of("READS", "SQL", "DATA"),
          List.of("MODIFIES", "SQL", "DATA"));

  private static final Set<String> BEHIND_DEFINER =
      Set.of("AGGREGATE", "EVENT", "FUNCTION", "PACKAGE", "PROCEDURE", "SQL", "TRIGGER", "VIEW");

  private MySqlObjects() {}

  /// Goes behind the kind of an object, past what stands before it.
  ///
  /// @return null where the statement is about no known kind
  private static @Nullable ObjectType type(Words words, Set<Mode> modes) {
    while (!words.isAtEnd()) {
      modes.addAll(Heads.modes(words));
      if (words.isAtAny(TYPES.keySet())) {
        return TYPES.get(words.next().symbol());
      }
      words.next();
    }
    return null;
  }

  static Operation create(Words words, SyntaxNode statement) {
    words.takes("CREATE");
    int mark = words.mark();
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    ObjectType type = type(words, modes);
    if (type == null) {
      words.back(0);
      return MySqlSessions.other(words);
    }
    if (type == ObjectType.TABLE || type == ObjectType.INDEX) {
      words.back(mark);
      return type == ObjectType.TABLE
          ? MySqlTables.create(words, statement)
          : MySqlIndexes.create(words);
    }
    modes.addAll(Heads.modes(words));
    QualifiedName name = words.name();
    if (words.textSince(0).toUpperCase(Locale.ROOT).matches("(?s)CREATE\\s+OR\\s+REPLACE\\s.*")) {
      // of an event, the words are not in the tree
      modes.add(Mode.OR_REPLACE);
    }
    return switch (type) {
      case VIEW -> new CreateView(type, name, MySqlQueries.query(statement, words.origin()), modes);
      case TRIGGER -> {
        words.findsAny("ON");
        words.takes("ON");
        yield new CreateTrigger(name.name(), words.name(), modes);
      }
      case FUNCTION, PROCEDURE ->
          statement.tokens().anyMatch(token -> token.isWord("SONAME"))
              ? new Create(type, name, modes)
              : routine(words, type, name, modes);
      default -> new Create(type, name, modes);
    };
  }

  /// Finds as whom a new program or view runs, where that is a user by name.
  static Optional<Part> definer(Words words, Operation created) {
    words.back(0);
    while (!words.isAtEnd() && !words.isAt("DEFINER") && !words.isAtName()) {
      words.next();
    }
    int mark = words.mark();
    if (!words.takes("DEFINER") || !words.takes("=")) {
      return Optional.empty();
    }
    int from = words.mark();
    while (!words.isAtEnd() && !words.isAtAny(BEHIND_DEFINER)) {
      words.skip();
    }
    String user = words.text(from).replace(" ", "").replace("`", "").replace("'", "");
    Optional<Operation> owner =
        switch (created) {
          case CreateView view -> Optional.of(new SetOwner(view.type(), view.name(), user));
          case CreateRoutine routine ->
              Optional.of(new SetOwner(routine.type(), routine.name(), user));
          case CreateTrigger trigger ->
              Optional.of(
                  new SetOwner(ObjectType.TRIGGER, new QualifiedName(null, trigger.name()), user));
          case Create other -> Optional.of(new SetOwner(other.type(), other.name(), user));
          default -> Optional.empty();
        };
    return owner
        .filter(_ -> !user.toUpperCase(Locale.ROOT).startsWith("CURRENT_"))
        .map(operation -> new Part(words.range(mark), operation));
  }

  private static Operation routine(
      Words words, ObjectType type, QualifiedName name, Set<Mode> modes) {
    Map<String, String> options = new TreeMap<>();
    while (!words.isAtEnd() && !words.isAtRule(Rules.BODIES)) {
      boolean found = false;
      for (List<String> phrase : CHARACTERISTICS) {
        if (words.takes(phrase.toArray(String[]::new))) {
          options.put(String.join(" ", phrase).toLowerCase(Locale.ROOT), "");
          found = true;
          break;
        }
      }
      if (!found && words.takes("COMMENT")) {
        options.put("comment", words.value());
      } else if (!found) {
        words.skip();
      }
    }
    return new CreateRoutine(type, name, "sql", options, modes);
  }

  /// `ALTER VIEW` gives a view a new query, as `CREATE OR REPLACE` does.
  static List<Part> alter(Words words, SyntaxNode statement) {
    words.takes("ALTER");
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    int mark = words.mark();
    ObjectType type = type(words, modes);
    if (type == ObjectType.TABLE) {
      words.back(0);
      return MySqlTables.alter(words);
    }
    if (type == null) {
      words.back(0);
      return List.of(new Part(words.range(0), MySqlSessions.other(words)));
    }
    Heads.modes(words);
    QualifiedName name = words.isAtName() ? words.name() : new QualifiedName(null, "");
    if (type == ObjectType.VIEW) {
      Query query = MySqlQueries.query(statement, words.origin());
      Operation view = new CreateView(type, name, query, EnumSet.of(Mode.OR_REPLACE));
      return List.of(MySqlSessions.whole(words, view));
    }
    int what = words.mark();
    words.findsAny();
    String said = words.text(name.name().isEmpty() ? mark : what).toUpperCase(Locale.ROOT);
    return List.of(
        new Part(
            words.range(0),
            // what is said of a user may be a password
            new Alter(type, name, type == ObjectType.ROLE ? said.replaceAll("'.*", "…") : said)));
  }

  static List<Part> drop(Words words) {
    words.takes("DROP");
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    ObjectType type = type(words, modes);
    if (type == null) {
      words.back(0);
      return List.of(MySqlSessions.whole(words, MySqlSessions.other(words)));
    }
    if (type == ObjectType.INDEX) {
      return MySqlIndexes.drop(words);
    }
    modes.addAll(Heads.modes(words));
    List<QualifiedName> names = words.names();
    if (words.findsAny("CASCADE", "RESTRICT") && words.takes("CASCADE")) {
      modes.add(Mode.CASCADE);
    }
    return List.of(MySqlSessions.whole(words, new Drop(type, names, null, modes)));
  }

  /// Reads `RENAME TABLE` and `RENAME USER`, each pair a part.
  static List<Part> rename(Words words) {
    words.takes("RENAME");
    ObjectType type = words.isAt("USER") ? ObjectType.ROLE : ObjectType.TABLE;
    words.next();
    Heads.modes(words);
    List<Part> parts = new ArrayList<>();
    while (!words.isAtEnd()) {
      int mark = words.mark();
      QualifiedName from = words.name();
      words.findsAny("TO");
      words.takes("TO");
      QualifiedName to = words.name();
      if (type == ObjectType.TABLE) {
        parts.addAll(TableClauses.renamed(words, mark, from, to));
      } else {
        parts.add(new Part(words.range(mark), new Rename(type, from, null, null, to.toString())));
      }
      words.takes(",");
    }
    return parts;
  }

  // --------------------------------------------------------------------------------------- rights

  static Operation grant(Words words) {
    boolean revoked = words.next().symbol().equals("REVOKE");
    Heads.modes(words);
    List<String> privileges =
        list(words, "ON", "TO", "FROM").stream()
            .map(privilege -> privilege.toUpperCase(Locale.ROOT))
            .toList();
    List<QualifiedName> objects = new ArrayList<>();
    if (words.takes("ON")) {
      words.takesAny("TABLE", "FUNCTION", "PROCEDURE", "PACKAGE");
      for (String object : list(words, "TO", "FROM")) {
        objects.add(level(object.replace(" ", "")));
      }
    }
    words.next();
    List<String> roles =
        list(words, "IDENTIFIED", "REQUIRE", "WITH", "AS", "IGNORE").stream()
            .map(role -> role.replace(" @ ", "@"))
            .toList();
    return new Grant(revoked, privileges, objects, roles);
  }

  private static QualifiedName level(String text) {
    int dot = text.lastIndexOf('.');
    return dot < 0
        ? new QualifiedName(null, Spelling.unquoted(text))
        : new QualifiedName(
            Spelling.unquoted(text.substring(0, dot)), Spelling.unquoted(text.substring(dot + 1)));
  }

  /// Reads what stands between commas up to one of these words.
  private static List<String> list(Words words, String... ends) {
    List<String> texts = new ArrayList<>();
    Set<String> wanted = Set.of(ends);
    int mark = words.mark();
    while (!words.isAtEnd() && !words.isAtAny(wanted)) {
      if (words.isAt(",")) {
        texts.add(words.text(mark));
        words.next();
        mark = words.mark();
      } else {
        words.skip();
      }
    }
    if (words.mark() > mark) {
      texts.add(words.text(mark));
    }
    return texts;
  }
}
