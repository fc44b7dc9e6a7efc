package dev.lockstep.cli;

import dev.lockstep.lint.Finding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Asks a database for the rows that findings depend on, briefly and only reading.
///
/// *Shape*: a finding stays as it is where its question is about what is not there yet, or is not
/// answered in time.
final class RowAnswers {
  private static final int SECONDS_EACH = 2;
  private static final Duration ALL = Duration.ofSeconds(10);

  private final Connection connection;
  private final String place;
  private final Map<String, Optional<Boolean>> known = new HashMap<>();
  private final long deadline = System.nanoTime() + ALL.toNanos();

  /// @param place where it is, for people
  RowAnswers(Connection connection, String place) {
    this.connection = connection;
    this.place = place;
  }

  /// Returns findings as the database has answered them.
  ///
  /// *Errors*: the driver's own, when the connection breaks.
  LintResult of(LintResult result) throws SQLException {
    if (!connection.getMetaData().getDatabaseProductName().equals("SQLite")) {
      // There that is decided when a file is opened.
      connection.setReadOnly(true);
    }
    connection.setAutoCommit(false);
    Map<Finding, Finding> answered = new HashMap<>();
    for (Finding finding : result.findings()) {
      String question = finding.question();
      if (question != null) {
        if (!known.containsKey(question)) {
          known.put(question, ask(question));
        }
        known
            .getOrDefault(question, Optional.empty())
            .ifPresent(found -> answered.put(finding, finding.answered(found, place)));
      }
    }
    return result.with(finding -> answered.getOrDefault(finding, finding));
  }

  private Optional<Boolean> ask(String question) throws SQLException {
    if (System.nanoTime() > deadline) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS_EACH);
      try (ResultSet rows = statement.executeQuery(question)) {
        return Optional.of(rows.next());
      }
    } catch (SQLException e) {
      if (!connection.isValid(SECONDS_EACH)) {
        throw e;
      }
      return Optional.empty();
    } finally {
      connection.rollback();
    }
  }
}
