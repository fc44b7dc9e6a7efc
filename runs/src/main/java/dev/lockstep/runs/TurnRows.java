package dev.lockstep.runs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps who waits for an environment, and who has it.
final class TurnRows {
  private TurnRows() {}

  /// Is a part of a run that waits for an environment or has it.
  record Turn(long run, String key) {}

  static void queue(Connection connection, String environment, long run, String key)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO environment_turn (environment, run, key) VALUES (?, ?, ?)"
                + " ON CONFLICT DO NOTHING")) {
      insert.setString(1, environment);
      insert.setLong(2, run);
      insert.setString(3, key);
      insert.executeUpdate();
    }
  }

  static void leave(Connection connection, String environment, long run, String key)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM environment_turn WHERE environment = ? AND run = ? AND key = ?")) {
      delete.setString(1, environment);
      delete.setLong(2, run);
      delete.setString(3, key);
      delete.executeUpdate();
    }
  }

  /// Returns who has the environment, the first who waits if nobody had it; empty when nobody
  /// waits.
  static Optional<Turn> next(Connection connection, String environment) throws SQLException {
    Optional<Turn> holder =
        found(
            connection,
            "SELECT run, key FROM environment_turn WHERE environment = ? AND taken FOR UPDATE",
            environment);
    return holder.isPresent()
        ? holder
        : found(
            connection,
            """
            UPDATE environment_turn SET taken = true
            WHERE (environment, run, key) = (
              SELECT environment, run, key FROM environment_turn WHERE environment = ?
              ORDER BY number LIMIT 1 FOR UPDATE)
            RETURNING run, key\
            """,
            environment);
  }

  /// Lists the environments that somebody waits for and nobody has.
  static List<String> free(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT environment FROM environment_turn GROUP BY environment"
                    + " HAVING NOT bool_or(taken)");
        ResultSet row = select.executeQuery()) {
      List<String> free = new ArrayList<>();
      while (row.next()) {
        free.add(row.getString(1));
      }
      return free;
    }
  }

  /// Lists the runs of the same pipeline that came before one and are about an environment still.
  static List<Long> older(Connection connection, String environment, long run) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT DISTINCT turn.run
            FROM environment_turn turn
            JOIN run older ON older.id = turn.run
            JOIN run newer ON newer.file = older.file AND newer.scope = older.scope
            WHERE turn.environment = ? AND newer.id = ? AND older.id < newer.id\
            """)) {
      select.setString(1, environment);
      select.setLong(2, run);
      List<Long> older = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          older.add(row.getLong(1));
        }
      }
      return older;
    }
  }

  private static Optional<Turn> found(Connection connection, String sql, String environment)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, environment);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Turn(row.getLong(1), row.getString(2)))
            : Optional.empty();
      }
    }
  }
}
