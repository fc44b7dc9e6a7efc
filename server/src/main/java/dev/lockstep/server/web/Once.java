package dev.lockstep.server.web;

import dev.lockstep.server.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/// Answers a request with an `Idempotency-Key` once, and alike when it comes again.
///
/// *Shape*: the answer is written down in the transaction that does what was asked for, so that
/// both are there or neither.
///
/// *Units*: answers are kept for a day at least.
public final class Once {
  private static final String HEADER = "Idempotency-Key";
  private static final int LONGEST = 200;

  private final Database database;
  private final InstantSource clock;

  public Once(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Does what was asked for.
  public interface Doing {
    /// @param noting is to be called in the transaction that does it, with the answer as it may be
    ///   kept
    /// @return the answer
    Answer done(Noting noting) throws SQLException;
  }

  /// Writes an answer down.
  public interface Noting {
    void note(Connection connection, Answer kept) throws SQLException;
  }

  /// Returns the answer that a request was given before, or does it and answers.
  public Answer answer(Call call, Doing doing) throws SQLException {
    Optional<String> key = call.header(HEADER);
    if (key.isEmpty()) {
      return doing.done((_, _) -> {});
    }
    if (key.get().isBlank() || key.get().length() > LONGEST) {
      throw Problem.badRequest(
          "An " + HEADER + " has 1 to " + LONGEST + " characters.", "Send a UUID, for example.");
    }
    Optional<Answer> earlier = earlier(call, key.get());
    if (earlier.isPresent()) {
      return earlier.get();
    }
    try {
      return doing.done((connection, kept) -> note(connection, call, key.get(), kept));
    } catch (RuntimeException | SQLException failed) {
      if (!Database.isDuplicate(failed) && !Database.isDuplicate(failed.getCause())) {
        throw failed;
      }
      // The same request came twice at once, and the other one was first.
      return earlier(call, key.get()).orElseThrow(() -> new IllegalStateException(failed));
    }
  }

  private void note(Connection connection, Call call, String key, Answer kept) throws SQLException {
    Database.change(
        connection,
        "DELETE FROM answered WHERE at < now() - interval '1 day' AND actor = ?",
        call.actor().user());
    Database.change(
        connection,
        "INSERT INTO answered (actor, key, request, status, answer, at)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        call.actor().user(),
        key,
        call.fingerprint(),
        kept.status(),
        kept.body(),
        clock.instant());
  }

  private Optional<Answer> earlier(Call call, String key) {
    return database.in(connection ->
        Database.first(
            connection,
            row -> {
              if (!Arrays.equals(row.getBytes(1), call.fingerprint())) {
                throw Problem.invalid(
                    "This " + HEADER + " belongs to another request.", "Send a fresh one.");
              }
              return Answer.text(row.getInt(2), Answer.JSON, row.getString(3))
                  .with("Idempotency-Replayed", "true");
            },
            "SELECT request, status, answer FROM answered WHERE actor = ? AND key = ?",
            call.actor().user(),
            key));
  }
}
