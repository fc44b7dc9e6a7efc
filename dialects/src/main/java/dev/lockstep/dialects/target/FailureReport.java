package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Executor.Failure;
import dev.lockstep.dialects.jdbc.FailureCause;
import dev.lockstep.dialects.jdbc.HostileText;
import dev.lockstep.dialects.jdbc.Product;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.Reversal;
import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.SqlStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Words why a run stopped: one sentence that begins with the place in the file.
final class FailureReport {
  private static final String MEND =
      "Mend the cause, then run the same command again: what is done is not repeated.";

  private final Product product;

  FailureReport(Product product) {
    this.product = product;
  }

  /// Reports a statement that the database refused.
  ///
  /// @param kept how many of the migration's statements stay in effect
  /// @param blockers who held the lock, in words; empty when nobody was seen
  Failure statement(
      PlannedMigration migration, int index, int kept, SQLException error, String blockers) {
    PlannedStatement planned = migration.statements().get(index);
    FailureCause cause = product.cause(error);
    StringBuilder message = new StringBuilder(place(planned, error)).append(": ");
    message.append(words(planned.sql(), cause, error));
    if (!blockers.isEmpty()) {
      message.append("; blocked by ").append(blockers);
    }
    return new Failure(
        migration, index, kept, cause.code(), end(message), nextStep(migration, cause, kept), null);
  }

  /// Adds to a failure what its statement left behind.
  Failure leaving(Failure failure, List<Probe.Leftover> leftovers) {
    if (leftovers.isEmpty()) {
      return failure;
    }
    Probe.Leftover left = leftovers.getFirst();
    return new Failure(
        failure.migration(),
        failure.statement(),
        failure.statementsKept(),
        failure.code(),
        end(
            new StringBuilder(failure.message())
                .append(" It left ")
                .append(left.what())
                .append(" behind")),
        "Mend the cause, then run the same command again: it clears that away first ("
            + left.clearing()
            + ").",
        left.what());
  }

  /// Reports bookkeeping or a commit that the database refused.
  ///
  /// @param doing as words behind "cannot"
  Failure bookkeeping(PlannedMigration migration, int kept, String doing, SQLException error) {
    FailureCause cause = product.cause(error);
    StringBuilder message =
        new StringBuilder(name(migration))
            .append(": cannot ")
            .append(doing)
            .append(": ")
            .append(cause.reason());
    String said = HostileText.clean(product.serverMessage(error));
    if (!said.isEmpty()) {
      message.append(" (").append(said).append(')');
    }
    String nextStep = cause.nextStep() == null ? MEND : cause.nextStep();
    return new Failure(migration, -1, kept, cause.code(), end(message), nextStep, null);
  }

  /// Reports a connection that was lost while the outcome was under way.
  Failure unknown(PlannedMigration migration, int kept, SQLException error) {
    return new Failure(
        migration,
        -1,
        kept,
        product.cause(error).code(),
        name(migration)
            + ": the connection was lost before the server could say whether this migration was"
            + " committed.",
        "Run the same command again: it reads from the history what was applied and goes on"
            + " behind it.",
        "possibly all of it");
  }

  /// Reports a place at which only a person can go on.
  ///
  /// @param kept how many of the migration's statements stay in effect
  Failure attention(PlannedMigration migration, int index, int kept, String why, String nextStep) {
    PlannedStatement planned =
        migration.statements().get(Math.min(index, migration.statements().size() - 1));
    return new Failure(
        migration,
        index,
        kept,
        ErrorCode.NEEDS_ATTENTION,
        where(planned.source()) + ": " + why,
        nextStep,
        null);
  }

  Failure refused(PlannedMigration migration, int index, int kept, String why, String nextStep) {
    PlannedStatement planned = migration.statements().get(index);
    return new Failure(
        migration,
        index,
        kept,
        ErrorCode.CHANGE_FILE,
        where(planned.source()) + ": " + why,
        nextStep,
        null);
  }

  /// Returns the short form for the journal.
  String brief(SqlStatement statement, SQLException error) {
    return words(statement, product.cause(error), error);
  }

  private String words(SqlStatement statement, FailureCause cause, SQLException error) {
    String said = Secrecy.said(product, statement.text(), error);
    return switch (cause) {
      case SYNTAX, MISSING_TABLE, OTHER -> said.isEmpty() ? cause.reason() : said;
      default -> said.isEmpty() ? cause.reason() : cause.reason() + " (" + said + ")";
    };
  }

  private String place(PlannedStatement planned, SQLException error) {
    String text = planned.sql().text();
    int offset = product.blamedOffset(error, text);
    SourceLocation start = planned.source();
    if (offset < 0 || offset > text.length() || start.line() == 0) {
      return where(start);
    }
    int line = start.line();
    int column = start.column() + offset;
    for (int at = 0; at < offset; at++) {
      if (text.charAt(at) == '\n') {
        line++;
        column = offset - at;
      }
    }
    return where(new SourceLocation(start.path(), line, column));
  }

  private static String where(SourceLocation place) {
    return place.line() > 0 && place.column() > 0 ? place + ":" + place.column() : place.toString();
  }

  private static String name(PlannedMigration migration) {
    SourceLocation source = migration.migration().source();
    return source == null ? migration.migration().id() : source.path();
  }

  private static String end(StringBuilder message) {
    char last = message.charAt(message.length() - 1);
    return last == '.' ? message.toString() : message.append('.').toString();
  }

  private static @Nullable String nextStep(
      PlannedMigration migration, FailureCause cause, int kept) {
    if (cause.nextStep() != null) {
      return cause.nextStep();
    }
    if (kept > 0 && migration.reversal() instanceof Reversal.Recorded) {
      return "Correct the cause, then run the same command again: it plans the rest of the way from"
          + " what the database holds by then.";
    }
    return kept == 0
        ? "Nothing of this migration was applied: correct the file, then run the same command"
            + " again."
        : "Correct the statement, leave the "
            + kept
            + " before it as they are, then run the same command again: it goes on there.";
  }
}
