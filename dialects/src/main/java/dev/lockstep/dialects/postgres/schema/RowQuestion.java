package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.dialects.schema.RowFinding;
import dev.lockstep.schema.ObjectId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Asks whether there is a row on which a plan would fail.
///
/// @param object what the plan would make of such rows
/// @param query returns a row when there is one, or fails on its value
/// @param condition says what such a row is, as the first part of a sentence
/// @param demand says what the plan wants instead, as the second part
record RowQuestion(ObjectId object, String query, String condition, String demand) {
  private static final Duration EACH = Duration.ofSeconds(2);
  private static final Duration ALL = Duration.ofSeconds(10);

  /// A time that ran out, a lock that somebody else holds, rights that are missing.
  private static final Set<String> UNTOLD = Set.of("57014", "55P03", "42501");

  /// Values that do not fit.
  private static final String DATA_EXCEPTION = "22";

  /// Asks one after the other, in a transaction each that only reads, and never waits for a lock.
  ///
  /// *Errors*: the driver's own, when the connection breaks.
  static List<RowFinding> ask(Connection connection, List<RowQuestion> questions)
      throws SQLException {
    List<RowFinding> findings = new ArrayList<>();
    long deadline = System.nanoTime() + ALL.toNanos();
    for (RowQuestion question : questions) {
      if (System.nanoTime() > deadline) {
        findings.add(question.untold());
      } else {
        question.answer(connection, findings);
      }
    }
    return findings;
  }

  private void answer(Connection connection, List<RowFinding> findings) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "BEGIN READ ONLY; SET LOCAL statement_timeout = %d; SET LOCAL lock_timeout = 100;"
                  .formatted(EACH.toMillis())
              + " SET LOCAL search_path = ''");
      try (ResultSet rows = statement.executeQuery(query)) {
        if (rows.next()) {
          findings.add(found());
        }
      }
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (state.startsWith(DATA_EXCEPTION)) {
        findings.add(found());
      } else if (UNTOLD.contains(state)) {
        findings.add(untold());
      } else if (!connection.isValid(0)) {
        throw e;
      }
      // What is left is asked of something that only an earlier statement of the plan makes.
    } finally {
      try (Statement statement = connection.createStatement()) {
        statement.execute("ROLLBACK");
      }
    }
  }

  private RowFinding found() {
    return new RowFinding(
        object,
        true,
        Character.toUpperCase(condition.charAt(0))
            + condition.substring(1)
            + ", but "
            + demand
            + ".");
  }

  RowFinding unasked() {
    return new RowFinding(
        object, false, "There is no database to ask whether " + condition + "; " + demand + ".");
  }

  private RowFinding untold() {
    return new RowFinding(
        object,
        false,
        "Whether " + condition + " could not be told in a short time; " + demand + ".");
  }
}
