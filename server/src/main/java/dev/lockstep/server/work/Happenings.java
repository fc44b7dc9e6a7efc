package dev.lockstep.server.work;

import dev.lockstep.runs.Runs;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps what happened in repositories until it has begun what it begins.
public final class Happenings {
  static final String CHORE = "happening";

  private Happenings() {}

  /// Is one delivery.
  ///
  /// @param said why something did not begin; empty where nothing is wrong
  public record Happening(
      long id, Place.Id repository, List<GitEvent> events, Instant at, boolean done, String said) {}

  /// Writes a delivery down, in the transaction that has it worked on; the same one again is
  /// nothing new.
  ///
  /// @return whether it is new
  public static boolean take(
      Runs runs, Place.Id repository, String delivery, List<GitEvent> events, Instant now)
      throws SQLException {
    return runs.keeping((connection, later) -> {
      Optional<Long> id =
          Database.first(
              connection,
              row -> row.getLong(1),
              """
              INSERT INTO happening (organisation, project, repository, delivery, events, at)
              VALUES (?, ?, ?, ?, ?::json, ?) ON CONFLICT DO NOTHING RETURNING id\
              """,
              repository.place().organisation(),
              repository.place().project(),
              repository.name(),
              delivery,
              GitEvent.write(events),
              now);
      id.ifPresent(one -> later.schedule(CHORE, Long.toString(one), now));
      return id.isPresent();
    });
  }

  static Optional<Happening> find(Connection connection, long id) throws SQLException {
    return list(connection, "WHERE id = ?", id).stream().findFirst();
  }

  /// Lists the newest deliveries of a repository.
  public static List<Happening> newest(Connection connection, Place.Id repository, int most)
      throws SQLException {
    return list(
        connection,
        "WHERE organisation = ? AND project = ? AND repository = ? ORDER BY id DESC LIMIT ?",
        repository.place().organisation(),
        repository.place().project(),
        repository.name(),
        most);
  }

  private static List<Happening> list(Connection connection, String which, Object... values)
      throws SQLException {
    return Database.list(
        connection,
        row ->
            new Happening(
                row.getLong(1),
                new Place(row.getString(2), row.getString(3))
                    .entity("repositories", row.getString(4)),
                GitEvent.read(row.getString(5)),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7) != null,
                row.getString(8)),
        "SELECT id, organisation, project, repository, events, at, done, said FROM happening "
            + which,
        values);
  }

  static void done(Connection connection, long id, String said, Instant now) throws SQLException {
    Database.change(
        connection, "UPDATE happening SET done = ?, said = ? WHERE id = ?", now, said, id);
  }
}
