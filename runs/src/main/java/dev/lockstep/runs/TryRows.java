package dev.lockstep.runs;

import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.StepType;
import dev.lockstep.pipeline.run.Failure;
import dev.lockstep.pipeline.run.Hold;
import dev.lockstep.pipeline.run.Order;
import dev.lockstep.pipeline.run.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads and writes tries of steps as rows.
final class TryRows {
  private TryRows() {}

  /// Names a try.
  record Id(long run, String key, int attempt) {
    static Id of(String text) {
      String[] parts = text.split("/", 3);
      return new Id(Long.parseLong(parts[0]), parts[2], Integer.parseInt(parts[1]));
    }

    String text() {
      return run + "/" + attempt + "/" + key;
    }
  }

  /// Is a try that somebody has taken.
  ///
  /// @param fence lets its holder alone say how it ended
  record Taken(StepWorker.Try step, int fence) {}

  /// Notes that a step is to be worked on; the same order twice is one.
  static boolean insert(Connection connection, long run, Order.Work work, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO run_try (run, key, attempt, kind, settings, ordered)
            VALUES (?, ?, ?, ?, ?::json, ?) ON CONFLICT DO NOTHING\
            """)) {
      bind(insert, new Id(run, work.key(), work.attempt()));
      insert.setString(4, work.type().name());
      insert.setString(5, ValueJson.write(work.settings()));
      insert.setTimestamp(6, Timestamp.from(now));
      return insert.executeUpdate() == 1;
    }
  }

  private static void bind(PreparedStatement statement, Id id) throws SQLException {
    statement.setLong(1, id.run());
    statement.setString(2, id.key());
    statement.setInt(3, id.attempt());
  }

  /// Takes a try for somebody; empty when it has ended.
  static Optional<Taken> take(Connection connection, Id id, String by, Instant now)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE run_try SET taken = ?, taken_by = ?, fence = fence + 1
            WHERE run = ? AND key = ? AND attempt = ? AND ended IS NULL
            RETURNING kind, settings, fence\
            """)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setString(2, by);
      update.setLong(3, id.run());
      update.setString(4, id.key());
      update.setInt(5, id.attempt());
      try (ResultSet row = update.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        int fence = row.getInt(3);
        return Optional.of(
            new Taken(
                new StepWorker.Try(
                    id.run(),
                    id.key(),
                    id.attempt(),
                    StepType.valueOf(row.getString(1)),
                    ValueJson.fields(row.getString(2)),
                    fence > 1),
                fence));
      }
    }
  }

  static void askToStop(Connection connection, long run, Order.Stop stop) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE run_try SET stop_asked = true WHERE run = ? AND key = ? AND attempt = ?")) {
      bind(update, new Id(run, stop.key(), stop.attempt()));
      update.executeUpdate();
    }
  }

  static boolean isAskedToStop(Connection connection, Id id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT stop_asked FROM run_try WHERE run = ? AND key = ? AND attempt = ?")) {
      bind(select, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /// Writes down how a try ended; false when somebody else has taken it since, or it had ended.
  static boolean end(Connection connection, Taken taken, Outcome outcome, Instant now)
      throws SQLException {
    StepWorker.Try step = taken.step();
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE run_try SET ended = ?, outcome = ?::json
            WHERE run = ? AND key = ? AND attempt = ? AND fence = ? AND ended IS NULL\
            """)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setString(2, ValueJson.write(fields(outcome)));
      update.setLong(3, step.run());
      update.setString(4, step.key());
      update.setInt(5, step.attempt());
      update.setInt(6, taken.fence());
      return update.executeUpdate() == 1;
    }
  }

  private static Value.Fields fields(Outcome outcome) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    switch (outcome) {
      case Outcome.Succeeded(Value.Fields output) -> {
        fields.put("outcome", Value.of("succeeded"));
        fields.put("output", output);
      }
      case Outcome.Failed(Failure(FailureKind kind, String message), Value.Fields output) -> {
        fields.put("outcome", Value.of("failed"));
        fields.put("kind", Value.of(kind.name()));
        fields.put("message", Value.of(message));
        fields.put("output", output);
      }
      case Outcome.Unclear(String reason) -> {
        fields.put("outcome", Value.of("unclear"));
        fields.put("message", Value.of(reason));
      }
      case Outcome.Held(Hold hold) -> {
        fields.put("outcome", Value.of("held"));
        fields.put("hold", HoldJson.write(hold));
      }
      case Outcome.Stopped _ -> fields.put("outcome", Value.of("stopped"));
    }
    return new Value.Fields(fields);
  }
}
