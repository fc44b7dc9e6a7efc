package dev.lockstep.server.people;

import dev.lockstep.server.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Lets whoever sees the console of a new server become its first user.
///
/// *Shape*: each start of a server that has no users makes a secret; any of them works once, for
/// one hour, as long as there are no users.
public final class Setup {
  private static final Duration LASTS = Duration.ofHours(1);
  private static final int LOCK = 7_461_001;

  private Setup() {}

  /// Makes a secret; empty when there are users.
  public static Optional<Secret> open(Connection connection, Instant now) throws SQLException {
    Database.change(connection, "DELETE FROM setup WHERE expires <= ?", now);
    if (!isOpen(connection)) {
      return Optional.empty();
    }
    Secret secret = Secret.random();
    Database.change(
        connection,
        "INSERT INTO setup (hash, expires) VALUES (?, ?)",
        secret.hash(),
        now.plus(LASTS));
    return Optional.of(secret);
  }

  private static boolean isOpen(Connection connection) throws SQLException {
    return Database.first(
            connection, row -> true, "SELECT 1 FROM entity WHERE kind = 'users' LIMIT 1")
        .isEmpty();
  }

  /// Takes a secret, and all others with it.
  ///
  /// @return whether it works
  public static boolean use(Connection connection, String shown, Instant now) throws SQLException {
    // Two who use two secrets at once are not both the first.
    Database.first(connection, row -> true, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
    boolean known =
        Database.change(
                connection,
                "DELETE FROM setup WHERE hash = ? AND expires > ?",
                new Secret(shown).hash(),
                now)
            == 1;
    if (!known || !isOpen(connection)) {
      return false;
    }
    Database.change(connection, "DELETE FROM setup");
    return true;
  }
}
