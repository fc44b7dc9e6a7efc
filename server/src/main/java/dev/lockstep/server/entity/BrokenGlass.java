package dev.lockstep.server.entity;

import dev.lockstep.server.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets a run past all gates of its environments, for emergencies.
///
/// *Shape*: it says so wherever people look: in the run, in the log, in the metrics, and in the
/// ledgers of the databases.
public final class BrokenGlass {
  private static final Logger LOG = LoggerFactory.getLogger(BrokenGlass.class);

  private BrokenGlass() {}

  /// Says who did it.
  public record Broken(String by, String reason, Instant at) {}

  /// Writes it down; the first who does it stands.
  public static void broke(Connection connection, long run, Broken broken) throws SQLException {
    int rows =
        Database.change(
            connection,
            "INSERT INTO broken_glass (run, by, reason, at) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            run,
            broken.by(),
            broken.reason(),
            broken.at());
    if (rows > 0) {
      LOG.warn("BREAK-GLASS: {} lets run {} past all gates: {}", broken.by(), run, broken.reason());
    }
  }

  /// Returns who let a run pass.
  public static Optional<Broken> of(Connection connection, long run) throws SQLException {
    return Database.first(
        connection,
        row -> new Broken(row.getString(1), row.getString(2), row.getTimestamp(3).toInstant()),
        "SELECT by, reason, at FROM broken_glass WHERE run = ?",
        run);
  }
}
