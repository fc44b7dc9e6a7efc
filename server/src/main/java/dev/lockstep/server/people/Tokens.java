package dev.lockstep.server.people;

import dev.lockstep.server.store.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Keeps the tokens that programs show; of each only its hash.
public final class Tokens {
  /// How long the longest lasts.
  public static final Duration LONGEST = Duration.ofDays(366);

  private Tokens() {}

  /// Is what can be told of a token.
  public record Token(
      String id, String owner, String description, Instant created, Instant expires) {}

  /// Is a token that was made just now, the only time that its secret is known.
  public record Fresh(Token token, Secret secret) {}

  /// Makes one.
  public static Fresh issue(
      Connection connection, String owner, String description, Duration lasts, Instant now)
      throws SQLException {
    Secret secret = Secret.random();
    byte[] hash = secret.hash();
    // What names it tells nothing of it: it is hashed once more.
    String id = HexFormat.of().formatHex(new Secret(HexFormat.of().formatHex(hash)).hash(), 0, 8);
    Token token = new Token(id, owner, description, now, now.plus(lasts));
    Database.change(
        connection,
        "INSERT INTO token (id, owner, description, hash, created, expires)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        id,
        owner,
        description,
        hash,
        now,
        token.expires());
    return new Fresh(token, secret);
  }

  /// Returns whose token was shown; empty when it is none, has ended, or its owner is gone.
  static Optional<String> owner(Connection connection, String shown, Instant now)
      throws SQLException {
    return Database.first(
        connection,
        row -> row.getString(1),
        """
        SELECT owner FROM token JOIN entity ON organisation = '' AND project = ''
          AND kind = 'users' AND name = owner
        WHERE hash = ? AND expires > ?\
        """,
        new Secret(shown).hash(),
        now);
  }

  /// Lists the tokens of a user.
  public static List<Token> list(Connection connection, String owner) throws SQLException {
    return Database.list(
        connection,
        Tokens::token,
        "SELECT id, owner, description, created, expires FROM token WHERE owner = ?"
            + " ORDER BY created, id",
        owner);
  }

  private static Token token(ResultSet row) throws SQLException {
    return new Token(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getTimestamp(4).toInstant(),
        row.getTimestamp(5).toInstant());
  }

  /// Ends a token of a user.
  ///
  /// @return whether there was one
  public static boolean revoke(Connection connection, String owner, String id) throws SQLException {
    return Database.change(connection, "DELETE FROM token WHERE owner = ? AND id = ?", owner, id)
        == 1;
  }
}
