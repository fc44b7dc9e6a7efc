package dev.lockstep.dialects.jdbc.journal;

import dev.lockstep.project.ExecutionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Holds what the journal must know of the session that it watches.
///
/// @param lockTimeout tells whether a failure is a lock that was not free in time
/// @param refusesTransaction tells whether the database refuses a statement inside a transaction
/// @param restore puts role, search path and timeouts back
public record SessionCare(
    Predicate<SQLException> lockTimeout,
    Predicate<String> refusesTransaction,
    Restoration restore,
    ExecutionSettings settings,
    Pause pause,
    RandomGenerator chance) {

  /// Puts a session's settings back; called outside a transaction.
  public interface Restoration {
    void restore(Connection connection) throws SQLException;
  }

  /// Lets time pass.
  public interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  /// Returns how long to wait before a try, doubled each time, give or take a quarter, at most half
  /// a minute.
  ///
  /// @param attempt from 0
  Duration delay(int attempt) {
    long doubled = settings.lockRetryDelay().toMillis() << Math.min(attempt, 16);
    long bounded = Math.min(doubled, 30_000);
    return Duration.ofMillis(bounded * 3 / 4 + chance.nextLong(bounded / 2 + 1));
  }
}
