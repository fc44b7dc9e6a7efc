package dev.lockstep.readers.mysql;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.mysql.SyntaxNode;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Call;
import dev.lockstep.statement.Operation.Copy;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.DeleteHistory;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.Select;
import dev.lockstep.statement.Operation.Truncate;
import dev.lockstep.statement.Operation.Update;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads what asks for and changes rows.
final class MySqlRows {
  private static final Set<String> CHANGES = Set.of("updateElement", "updatedElement");

  private MySqlRows() {}

  static Operation select(Words words, SyntaxNode statement) {
    return new Select(MySqlQueries.query(statement, words.origin()));
  }

  /// Reads `INSERT` and `REPLACE`.
  static Operation insert(Words words, SyntaxNode statement) {
    while (!words.isAtEnd() && !words.isAtName()) {
      words.next();
    }
    QualifiedName table = words.name();
    if (words.takes("PARTITION")) {
      words.skip();
    }
    List<String> columns = isColumns(words) ? words.columns() : List.of();
    if (words.takes("SET")) {
      return new Insert(table, assigned(words), 1, null);
    }
    int rows = 0;
    if (words.takesAny("VALUES", "VALUE")) {
      do {
        words.takes("ROW");
        words.skip();
        rows++;
      } while (words.takes(","));
    }
    return new Insert(
        table, columns, rows, rows > 0 ? null : MySqlQueries.query(statement, words.origin()));
  }

  private static boolean isColumns(Words words) {
    int mark = words.mark();
    boolean columns = words.takes("(") && (words.isAtName() || words.isAt(")"));
    words.back(mark);
    return columns;
  }

  /// Reads the columns that are set, up to what happens to rows that are there.
  private static List<String> assigned(Words words) {
    List<String> columns = new ArrayList<>();
    while (words.isAtName()) {
      columns.add(words.name().name());
      while (!words.isAtEnd() && !words.isAt(",") && !words.isAt("ON") && !words.isAt("AS")) {
        words.skip();
      }
      words.takes(",");
    }
    return columns;
  }

  static Operation update(Words words, SyntaxNode statement) {
    QualifiedName table = target(words, statement);
    List<String> columns =
        statement
            .all(CHANGES::contains)
            .flatMap(change -> change.first(Rules.NAMES::contains).stream())
            .map(column -> Spelling.qualified(column).name())
            .toList();
    return new Update(table, columns, MySqlQueries.query(statement, words.origin(), Set.of(table)));
  }

  static Operation delete(Words words, SyntaxNode statement) {
    List<SyntaxNode> first = statement.tokens().limit(2).toList();
    String head = first.getFirst().textTo(first.getLast()).toUpperCase(Locale.ROOT);
    if (head.startsWith("DELETE") && head.contains("HISTORY") && first.getLast().isWord("FROM")) {
      return new DeleteHistory(target(words, statement));
    }
    QualifiedName table = target(words, statement);
    return new Delete(table, MySqlQueries.query(statement, words.origin(), Set.of(table)));
  }

  /// Finds the table that is changed; of several, the first.
  private static QualifiedName target(Words words, SyntaxNode statement) {
    while (!words.isAtEnd() && !words.isAtName()) {
      words.next();
    }
    QualifiedName written = words.name();
    Map<String, QualifiedName> aliases = MySqlQueries.aliases(statement);
    return written.qualifier() == null ? aliases.getOrDefault(written.name(), written) : written;
  }

  static Operation truncate(Words words) {
    words.takes("TRUNCATE");
    words.takes("TABLE");
    return new Truncate(words.names(), EnumSet.noneOf(Mode.class));
  }

  /// Reads `LOAD DATA` and `LOAD XML`.
  static Operation load(Words words) {
    if (!words.findsAny("TABLE")) {
      words.back(0);
      return MySqlSessions.other(words);
    }
    words.takes("TABLE");
    return new Copy(words.name(), true);
  }

  static Operation call(Words words) {
    words.takes("CALL");
    return new Call(words.name());
  }
}
