package dev.lockstep.readers.mysql;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.mysql.SyntaxNode;
import dev.lockstep.statement.Anchor;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.Alter;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.SetTableOption;
import dev.lockstep.statement.ParsedStatement.Part;
import dev.lockstep.statement.TextRange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what creates tables, and the frame of what alters them.
final class MySqlTables {
  /// What ends the options of a new table.
  private static final Set<String> TAIL =
      Set.of("PARTITION", "AS", "IGNORE", "REPLACE", "SELECT", "WITH", "(", "VALUES", "TABLE");

  private static final Pattern CONDITIONAL =
      Pattern.compile(
          "^ADD\\s+(CONSTRAINT|UNIQUE|FOREIGN\\s+KEY)(\\s+\\S+)*?\\s+IF\\s+NOT\\s+EXISTS\\s",
          Pattern.CASE_INSENSITIVE);

  private MySqlTables() {}

  /// Is what stands in the parentheses of a new table.
  private static final class Elements {
    private final List<Column> columns = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<CreateIndex> indexes = new ArrayList<>();
    private final List<QualifiedName> columnsOf = new ArrayList<>();
    private final Map<String, String> options = new TreeMap<>();
    private @Nullable String partitionedBy;
  }

  /// Reads `CREATE TABLE` behind its first word.
  static Operation create(Words words, SyntaxNode statement) {
    Set<Mode> modes = Heads.modes(words);
    words.takes("TABLE");
    modes.addAll(Heads.modes(words));
    QualifiedName table = words.name();
    Elements elements = new Elements();
    if (words.takes("LIKE") || words.takes("(", "LIKE")) {
      elements.columnsOf.add(words.name());
      words.takes(")");
    } else if (words.isAt("(") && !isQuery(words)) {
      words.takes("(");
      while (!words.isAtEnd() && !words.takes(")")) {
        element(words, table, elements);
        words.takes(",");
      }
    }
    tail(words, elements);
    return new CreateTable(
        table,
        elements.columns,
        elements.constraints,
        elements.indexes,
        elements.columnsOf,
        null,
        elements.partitionedBy,
        MySqlQueries.isAsked(statement) ? MySqlQueries.query(statement, words.origin()) : null,
        elements.options,
        modes);
  }

  private static boolean isQuery(Words words) {
    int mark = words.mark();
    words.takes("(");
    boolean query = words.isAtRule(Rules.QUERIES) || words.isAtAny(Set.of("SELECT", "WITH", "("));
    words.back(mark);
    return query;
  }

  private static void element(Words words, QualifiedName table, Elements elements) {
    if (MySqlColumns.isConstraint(words)) {
      elements.constraints.add(MySqlColumns.constraint(words));
    } else if (MySqlIndexes.isIndex(words)) {
      elements.indexes.add(MySqlIndexes.index(words, table));
    } else if (words.takes("PERIOD", "FOR")) {
      String name = words.next().text();
      elements.options.put("period " + name.toLowerCase(Locale.ROOT), words.value());
    } else {
      elements.columns.add(MySqlColumns.column(words));
    }
    while (!words.isAtEnd() && !words.isAt(",") && !words.isAt(")")) {
      words.skip();
    }
  }

  private static void tail(Words words, Elements elements) {
    while (!words.isAtEnd()) {
      if (words.isAt("PARTITION", "BY")) {
        int mark = words.mark();
        words.findsAny("AS", "IGNORE", "REPLACE", "SELECT", "WITH");
        elements.partitionedBy = words.since(mark).getFirst().textTo(words.since(mark).getLast());
      } else if (words.isAt("WITH", "SYSTEM")) {
        elements.options.put(TableOptions.option(words).name(), "");
      } else if (words.isAtAny(TAIL) || words.isAtRule(Rules.QUERIES)) {
        return;
      } else if (!words.takes(",")) {
        TableOptions.Option option = TableOptions.option(words);
        elements.options.put(option.name(), option.value() == null ? "" : option.value());
      }
    }
  }

  // ----------------------------------------------------------------------------------- ALTER TABLE

  /// Reads `ALTER TABLE`, each clause a part.
  static List<Part> alter(Words words) {
    List<Part> parts = new ArrayList<>();
    words.takes("ALTER");
    int manner = words.mark();
    List<String> manners = new ArrayList<>();
    while (words.isAtAny(Set.of("ONLINE", "OFFLINE", "IGNORE"))) {
      manners.add(words.next().symbol().toLowerCase(Locale.ROOT));
    }
    var mannerRange = words.range(manner);
    words.takes("TABLE");
    Heads.modes(words);
    int mark = words.mark();
    QualifiedName table = words.name();
    TextRange name = words.range(mark);
    boolean waits = words.isAtAny(Set.of("WAIT", "NOWAIT"));
    manners.forEach(
        word -> parts.add(new Part(mannerRange, new SetTableOption(table, word, null))));
    if (waits) {
      words.findsAny("ADD", "DROP", "ALTER", "MODIFY", "CHANGE", "RENAME");
    }
    TableClauses clauses = new TableClauses(words, table, parts);
    while (!words.isAtEnd()) {
      if (!words.takes(",")) {
        clauses.read();
      }
    }
    if (parts.isEmpty()) {
      parts.add(new Part(words.range(0), new Alter(ObjectType.TABLE, table, "")));
    }
    if (!waits) {
      Part first = parts.getFirst();
      parts.set(0, new Part(first.range(), first.operation(), Map.of(Anchor.NAME, name)));
    }
    return parts;
  }

  /// Reads what `ADD` adds: a column, a constraint or an index.
  static Part added(Words words, QualifiedName table, int mark) {
    if (MySqlColumns.isConstraint(words)) {
      Constraint constraint = MySqlColumns.constraint(words);
      Set<Mode> modes =
          CONDITIONAL.matcher(words.textSince(mark)).find()
              ? EnumSet.of(Mode.IF_NOT_EXISTS)
              : EnumSet.noneOf(Mode.class);
      return new Part(words.range(mark), new AddConstraint(table, constraint, modes));
    }
    if (MySqlIndexes.isIndex(words)) {
      CreateIndex index = MySqlIndexes.index(words, table);
      return new Part(words.range(mark), index);
    }
    words.takes("COLUMN");
    Set<Mode> modes = Heads.modes(words);
    Column column = MySqlColumns.column(words);
    String position = position(words);
    return new Part(words.range(mark), new AddColumn(table, column, position, modes));
  }

  /// Reads where a column goes.
  static @Nullable String position(Words words) {
    if (words.takes("FIRST")) {
      return "FIRST";
    }
    return words.takes("AFTER") ? "AFTER " + words.simple() : null;
  }
}
