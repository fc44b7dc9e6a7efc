package dev.lockstep.runs;

import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.run.Advance;
import dev.lockstep.pipeline.run.Failure;
import dev.lockstep.pipeline.run.Hold;
import dev.lockstep.pipeline.run.Progress;
import dev.lockstep.pipeline.run.Run;
import dev.lockstep.pipeline.run.Status;
import dev.lockstep.pipeline.run.Vote;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads and writes runs as rows.
final class RunRows {
  private RunRows() {}

  /// Is what a run began with.
  ///
  /// @param scope within which environments of a name are one
  record Head(String scope, String file, String definition, Value.Fields givens, boolean over) {}

  static long insert(Connection connection, String pipeline, Head head, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO run (pipeline, file, definition, givens, status, begun, scope)
            VALUES (?, ?, ?, ?::json, 'RUNNING', ?, ?) RETURNING id\
            """)) {
      insert.setString(1, pipeline);
      insert.setString(2, head.file());
      insert.setString(3, head.definition());
      insert.setString(4, ValueJson.write(head.givens()));
      insert.setTimestamp(5, Timestamp.from(now));
      insert.setString(6, head.scope());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /// Takes a run for this transaction alone; empty when there is none.
  static Optional<Head> take(Connection connection, long run) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT scope, file, definition, givens, ended FROM run WHERE id = ? FOR UPDATE")) {
      select.setLong(1, run);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Head(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    ValueJson.fields(row.getString(4)),
                    row.getTimestamp(5) != null))
            : Optional.empty();
      }
    }
  }

  static Run load(Connection connection, long run) throws SQLException {
    SequencedMap<String, Progress> parts = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT key, status, attempt, begun, ended, due, stop, failure_kind, failure,
                   settings, output, rounds, votes, held, hold
            FROM run_part WHERE run = ? ORDER BY number\
            """)) {
      select.setLong(1, run);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          parts.put(row.getString("key"), part(row));
        }
      }
    }
    return new Run(parts);
  }

  private static Progress part(ResultSet row) throws SQLException {
    String kind = row.getString("failure_kind");
    return new Progress(
        Status.valueOf(row.getString("status")),
        row.getInt("attempt"),
        instant(row, "begun"),
        instant(row, "ended"),
        instant(row, "due"),
        Progress.Stop.valueOf(row.getString("stop")),
        kind == null ? null : new Failure(FailureKind.valueOf(kind), row.getString("failure")),
        ValueJson.fields(row.getString("settings")),
        ValueJson.fields(row.getString("output")),
        items(row.getString("rounds")),
        items(row.getString("votes")).stream().map(RunRows::vote).toList(),
        row.getInt("held"),
        HoldJson.read(row.getString("hold")));
  }

  private static List<Value.Fields> items(String json) {
    return ((Value.Items) ValueJson.read(json))
        .values().stream().map(Value.Fields.class::cast).toList();
  }

  private static Vote vote(Value.Fields fields) {
    return new Vote(
        text(fields, "by"),
        fields.values().get("approves") instanceof Value.Truth(boolean approves) && approves,
        text(fields, "comment"),
        fields.values().get("inputs") instanceof Value.Fields inputs
            ? inputs
            : new Value.Fields(new LinkedHashMap<>()),
        Instant.parse(text(fields, "at")));
  }

  private static Value.Fields fields(Vote vote) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("by", Value.of(vote.by()));
    fields.put("approves", Value.of(vote.approves()));
    fields.put("comment", Value.of(vote.comment()));
    fields.put("inputs", vote.inputs());
    fields.put("at", Value.of(vote.at().toString()));
    return new Value.Fields(fields);
  }

  static String text(Value.Fields fields, String name) {
    return fields.values().get(name) instanceof Value.Text(String text) ? text : "";
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Timestamp time(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  /// Writes down what an event made of a run.
  static void save(Connection connection, long run, Advance advance) throws SQLException {
    if (!advance.gone().isEmpty()) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM run_part WHERE run = ? AND key = ANY (?)")) {
        delete.setLong(1, run);
        delete.setArray(2, connection.createArrayOf("text", advance.gone().toArray(new String[0])));
        delete.executeUpdate();
      }
    }
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            INSERT INTO run_part (run, key, status, attempt, begun, ended, due, stop, failure_kind,
              failure, settings, output, rounds, votes, held, hold)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?::json, ?::json, ?::json, ?, ?::json)
            ON CONFLICT (run, key) DO UPDATE SET status = excluded.status,
              attempt = excluded.attempt, begun = excluded.begun, ended = excluded.ended,
              due = excluded.due, stop = excluded.stop, failure_kind = excluded.failure_kind,
              failure = excluded.failure, settings = excluded.settings, output = excluded.output,
              rounds = excluded.rounds, votes = excluded.votes,
              held = excluded.held, hold = excluded.hold\
            """)) {
      for (String key : advance.changed()) {
        bind(upsert, run, key, advance.run().part(key).orElseThrow());
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
    Progress whole = advance.run().part(Run.ROOT).orElseThrow();
    if (whole.status().isEnd()) {
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE run SET status = ?, ended = ? WHERE id = ?")) {
        update.setString(1, whole.status().name());
        update.setTimestamp(2, time(whole.ended()));
        update.setLong(3, run);
        update.executeUpdate();
      }
    }
  }

  private static void bind(PreparedStatement upsert, long run, String key, Progress part)
      throws SQLException {
    Failure failure = part.failure();
    upsert.setLong(1, run);
    upsert.setString(2, key);
    upsert.setString(3, part.status().name());
    upsert.setInt(4, part.attempt());
    upsert.setTimestamp(5, time(part.begun()));
    upsert.setTimestamp(6, time(part.ended()));
    upsert.setTimestamp(7, time(part.due()));
    upsert.setString(8, part.stop().name());
    upsert.setString(9, failure == null ? null : failure.kind().name());
    upsert.setString(10, failure == null ? null : failure.message());
    upsert.setString(11, ValueJson.write(part.settings()));
    upsert.setString(12, ValueJson.write(part.output()));
    upsert.setString(13, ValueJson.write(new Value.Items(List.copyOf(part.rounds()))));
    upsert.setString(
        14,
        ValueJson.write(
            new Value.Items(part.votes().stream().<Value>map(RunRows::fields).toList())));
    Hold hold = part.hold();
    upsert.setInt(15, part.held());
    upsert.setString(16, hold == null ? null : ValueJson.write(HoldJson.write(hold)));
  }
}
