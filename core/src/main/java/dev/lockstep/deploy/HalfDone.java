package dev.lockstep.deploy;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Engine;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.source.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Adds to an engine's assessment what only the ledger knows: pending migrations of which a part is
/// in effect already, and which a deployment goes on with or refuses.
final class HalfDone {
  private HalfDone() {}

  static Assessment in(Assessment assessment, Engine engine, List<Ledger.Unfinished> unfinished) {
    if (unfinished.isEmpty()) {
      return assessment;
    }
    List<Fault> faults = new ArrayList<>(assessment.faults());
    List<Fault> warnings = new ArrayList<>(assessment.warnings());
    if (engine.computesAnew()) {
      // What a run left that was cut off, nobody made by hand.
      warnings.removeIf(warning ->
          warning.rule().equals(DriftGuard.RULE)
              && unfinished.stream().anyMatch(Ledger.Unfinished::leftSomething));
      return with(assessment, faults, warnings);
    }
    for (PlannedMigration migration : assessment.pending()) {
      for (Ledger.Unfinished left : unfinished) {
        if (left.of(migration) && migration.execution() instanceof Execution.ByEngine) {
          if (left.leftSomething()) {
            faults.add(stuck(migration, left));
          }
        } else if (left.of(migration)) {
          Optional<Ledger.SentStatement> edited = left.edited(migration.statements());
          if (edited.isPresent()) {
            faults.add(edited(migration, left, edited.get().index()));
          } else if (left.done() > 0 || left.inDoubt()) {
            warnings.add(halfDone(migration, left));
          }
        }
      }
    }
    return with(assessment, faults, warnings);
  }

  private static Assessment with(Assessment assessment, List<Fault> faults, List<Fault> warnings) {
    return new Assessment(
        assessment.migrations(),
        faults,
        warnings,
        assessment.pending(),
        assessment.hooks(),
        assessment.setup(),
        assessment.position());
  }

  /// Tells why an engine must not run a migration; null when nothing of it is in effect.
  static Executor.@Nullable Failure stuck(
      PlannedMigration migration, List<Ledger.Unfinished> unfinished) {
    Ledger.Unfinished left = leftOf(migration, unfinished);
    if (left == null) {
      return null;
    }
    Fault fault = stuck(migration, left);
    return new Executor.Failure(
        migration,
        left.done(),
        left.done(),
        ErrorCode.NEEDS_ATTENTION,
        fault.message() + ".",
        fault.nextStep(),
        null);
  }

  /// Tells of a migration that failed in its engine's hands, with what it left in effect.
  static Executor.Failure failed(
      PlannedMigration migration, LockstepException cause, List<Ledger.Unfinished> unfinished) {
    Ledger.Unfinished left = leftOf(migration, unfinished);
    return new Executor.Failure(
        migration,
        -1,
        left == null ? 0 : left.done(),
        cause.code(),
        String.valueOf(cause.getMessage()),
        left == null ? cause.nextStep() : takeBack(left),
        null);
  }

  private static Ledger.@Nullable Unfinished leftOf(
      PlannedMigration migration, List<Ledger.Unfinished> unfinished) {
    return unfinished.stream()
        .filter(left -> left.of(migration) && left.leftSomething())
        .findFirst()
        .orElse(null);
  }

  private static Fault stuck(PlannedMigration migration, Ledger.Unfinished left) {
    Ledger.SentStatement last = left.statements().getLast();
    String unseen =
        last.outcome() == Ledger.StatementOutcome.STARTED
            ? "statement %d was sent, and nobody saw its end".formatted(last.index())
            : "";
    int all = migration.statements().size();
    String place = all > 1 ? " up to statement %d of %d".formatted(left.done(), all) : "";
    return fault(
        "half-applied-change",
        migration,
        left.done(),
        left.done() > 0
            ? "change %s is half applied: its engine has committed it%s and cannot go on from there"
                    .formatted(left.migrationId(), place)
                + (unseen.isEmpty() ? "" : "; " + unseen)
            : "change %s was begun: %s".formatted(left.migrationId(), unseen),
        takeBack(left));
  }

  private static String takeBack(Ledger.Unfinished left) {
    return "Take back by hand what of it is in effect, then run lockstep repair --change '%s'"
            .formatted(left.migrationId())
        + " --verdict start-over and deploy again.";
  }

  private static Fault edited(PlannedMigration migration, Ledger.Unfinished left, int index) {
    return fault(
        "half-applied-change-edited",
        migration,
        index - 1,
        "statements 1 to %d of change %s are in effect, and statement %d of them reads differently"
                .formatted(left.done(), left.migrationId(), index)
            + " now",
        "Put the text back as it was, or take those statements back by hand and run lockstep repair"
            + " --change '%s' --verdict start-over.".formatted(left.migrationId()));
  }

  private static Fault halfDone(PlannedMigration migration, Ledger.Unfinished left) {
    int done = left.done();
    int all = migration.statements().size();
    String message =
        done == 0
            ? "change %s was begun".formatted(left.migrationId())
            : "change %s is half applied: %d of its %d statements are in effect"
                .formatted(left.migrationId(), done, all);
    return fault(
        "half-applied-change",
        migration,
        done,
        message
            + (left.inDoubt()
                ? "; statement %d was sent, and nobody saw its end".formatted(done + 1)
                : ""),
        left.inDoubt()
            ? "lockstep deploy looks for the effect of that statement first."
            : "lockstep deploy goes on behind them.");
  }

  private static Fault fault(
      String rule, PlannedMigration migration, int index, String message, String nextStep) {
    List<PlannedStatement> statements = migration.statements();
    SourceLocation place =
        statements.isEmpty()
            ? Objects.requireNonNullElse(migration.migration().source(), new SourceLocation(""))
            : statements.get(Math.min(index, statements.size() - 1)).source();
    return new Fault(rule, place.path(), place.line(), 0, message, nextStep);
  }
}
