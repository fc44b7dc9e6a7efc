package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Is one row of the statement journal before it is written.
///
/// *Shape*: `started` and `ended` are expressions in the product's SQL, since only the server knows
/// the time at which they run.
///
/// @param pending whether a later run must look at it to go on behind it
record JournalLine(
    int sequence,
    PlannedMigration migration,
    int statement,
    StatementOutcome outcome,
    Span span,
    Effort effort,
    Ending ending,
    Pending pending) {

  /// *Shape*: SQL expressions, `NULL` when unknown.
  record Span(String started, String ended) {}

  /// Counts what it took to get here.
  record Effort(int attempts, Duration lockWait) {
    static final Effort FIRST = new Effort(1, Duration.ZERO);

    Effort again(Duration waited) {
      return new Effort(attempts + 1, lockWait.plus(waited));
    }
  }

  record Ending(@Nullable Long rows, @Nullable String error) {
    static final Ending UNKNOWN = new Ending(null, null);
  }

  enum Pending {
    YES,
    NO
  }

  PlannedStatement planned() {
    return migration.statements().get(statement);
  }
}
