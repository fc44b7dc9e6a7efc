package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.SchemaChange;
import java.util.ArrayList;
import java.util.List;

/// Puts statements between what sets `sql_mode` and what sets it back, as dumps do.
final class SqlMode {
  private static final String KEEP = "SET @lockstep_sql_mode = @@sql_mode, sql_mode = ";

  /// A backslash escapes, and a value that does not fit is refused and not cut off.
  private static final String ESCAPING = "STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION";

  private static final String BACK = "SET sql_mode = @lockstep_sql_mode";

  private SqlMode() {}

  /// Runs statements in the mode in which what they create is to run.
  static List<String> in(String mode, List<String> statements) {
    List<String> all = new ArrayList<>();
    all.add(KEEP + Spelling.plainLiteral(mode));
    all.addAll(statements);
    all.add(BACK);
    return all;
  }

  /// Runs statements so that what does not fit is refused, whatever the server is set to.
  static List<String> strict(List<String> statements) {
    return in(ESCAPING, statements);
  }

  /// Lets a backslash escape, for statements in which one stands.
  private static List<String> escaping(List<String> statements) {
    return statements.stream().anyMatch(SqlMode::escapes) ? in(ESCAPING, statements) : statements;
  }

  /// Tells whether a backslash stands in a statement, or will: MariaDB writes partitions down with
  /// `\'` for a quote, and reads them again in the mode of the session.
  private static boolean escapes(String sql) {
    return sql.indexOf('\\') >= 0 || (sql.contains("PARTITION ") && sql.contains("''"));
  }

  /// Spells a literal for a statement that runs in a mode.
  static String literal(String text, String mode) {
    return mode.contains("NO_BACKSLASH_ESCAPES")
        ? Spelling.plainLiteral(text)
        : Spelling.literal(text);
  }

  /// Lets a backslash escape in a change that sets no mode of its own.
  static SchemaChange escaping(SchemaChange change) {
    return change.statements().stream().anyMatch(sql -> sql.startsWith(KEEP))
        ? change
        : change.withStatements(escaping(change.statements()));
  }
}
