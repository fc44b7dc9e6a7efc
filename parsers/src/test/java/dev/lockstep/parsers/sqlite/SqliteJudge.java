package dev.lockstep.parsers.sqlite;

import dev.lockstep.parsers.tree.Parsing;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Asks SQLite itself what its parser says of a statement.
///
/// SQLite looks names up while it parses. So a statement about tables that are not there is refused
/// before its end is read; nothing is known of those.
final class SqliteJudge implements AutoCloseable {
  private final Connection connection;

  SqliteJudge() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
  }

  /// Runs a statement if it can be run, so that those behind it find its tables.
  void run(String text) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    } catch (SQLException e) {
      // it is about what is not there
    }
  }

  /// Is what SQLite says of a statement.
  ///
  /// @param syntax whether it complains about its syntax
  /// @param message empty where it does not complain
  record Verdict(boolean syntax, String message) {}

  Verdict verdict(String text) {
    try {
      connection.prepareStatement(text).close();
      return new Verdict(false, "");
    } catch (SQLiteException e) {
      return verdict(e);
    } catch (SQLException e) {
      throw new AssertionError(text, e);
    }
  }

  private static Verdict verdict(SQLiteException refused) {
    String whole = String.valueOf(refused.getMessage());
    String before = "[SQLITE_ERROR] " + SQLiteErrorCode.SQLITE_ERROR.message + " (";
    String message =
        whole.startsWith(before) ? whole.substring(before.length(), whole.length() - 1) : whole;
    boolean syntax =
        message.endsWith(": syntax error")
            || message.startsWith("unrecognized token: ")
            || message.startsWith("unknown table option: ")
            || message.contains("INDEXED clause is not allowed")
            || message.contains("INDEXED BY clause is not allowed")
            || message.equals("Recursion limit")
            || message.equals("incomplete input");
    return new Verdict(syntax, message);
  }

  /// Returns how the parser's complaint differs from SQLite's; empty when both take the text or
  /// both say the same of it, and where SQLite complains of something else.
  Optional<String> difference(String text) {
    Parsing ours = SqliteParser.get().parse(text);
    if ((ours instanceof Parsing.Parsed(var tree) && SqliteParser.statements(tree).isEmpty())
        || (ours instanceof Parsing.Failed(_, int offset) && isBehindAnother(text, offset))) {
      return Optional.empty();
    }
    Verdict theirs = verdict(text);
    boolean same =
        switch (ours) {
          case Parsing.Parsed _ -> !theirs.syntax();
          case Parsing.Failed(String message, _) ->
              theirs.syntax() ? message.equals(theirs.message()) : !theirs.message().isEmpty();
          case Parsing.TooLong _ -> false;
        };
    return same
        ? Optional.empty()
        : Optional.of("%s%n  SQLite: %s%n  parser: %s".formatted(text, theirs, ours));
  }

  /// SQLite reads no further than to the end of the first statement.
  private static boolean isBehindAnother(String text, int offset) {
    int end = text.lastIndexOf(';', offset - 1);
    return end >= 0
        && SqliteParser.get().parse(text.substring(0, end)) instanceof Parsing.Parsed(var tree)
        && !SqliteParser.statements(tree).isEmpty();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
