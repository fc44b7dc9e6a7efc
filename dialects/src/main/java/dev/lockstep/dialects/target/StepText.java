package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialects.target.JournalLine.Effort;
import dev.lockstep.dialects.target.JournalLine.Ending;
import dev.lockstep.dialects.target.JournalLine.Pending;
import dev.lockstep.dialects.target.JournalLine.Span;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.sql.StatementTrait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Spells the records of a migration that commits statement by statement.
final class StepText {
  private final Workbench bench;
  private final PlannedMigration migration;
  private final boolean changesSession;

  StepText(Workbench bench, PlannedMigration migration) {
    this.bench = bench;
    this.migration = migration;
    this.changesSession = Workbench.has(migration, StatementTrait.CHANGES_SESSION);
  }

  /// Makes the line of a statement that is about to be sent.
  JournalLine begun(int index, Effort effort) {
    return new JournalLine(
        bench.journal().next(),
        migration,
        index,
        StatementOutcome.STARTED,
        new Span(bench.journal().style().now(), "NULL"),
        effort,
        new Ending(Journal.expectedRows(migration.statements().get(index)), null),
        Pending.YES);
  }

  /// Makes the line of a statement whose effect commits together with it.
  JournalLine doneWithin(JournalLine begun) {
    LedgerStyle style = bench.journal().style();
    return new JournalLine(
        begun.sequence(),
        migration,
        begun.statement(),
        StatementOutcome.DONE,
        new Span(style.began(), style.now()),
        begun.effort(),
        begun.ending(),
        Pending.YES);
  }

  JournalLine ended(JournalLine begun, StatementOutcome outcome, Effort effort, Ending ending) {
    return new JournalLine(
        begun.sequence(),
        migration,
        begun.statement(),
        outcome,
        new Span(begun.span().started(), bench.journal().style().now()),
        effort,
        ending,
        Pending.YES);
  }

  /// Returns bookkeeping so that a role which the migration took does not stand in its way.
  List<String> records(List<String> texts) {
    return changesSession ? bench.parts().aside(texts) : texts;
  }

  List<String> inserted(JournalLine line) {
    return records(bench.journal().insert(List.of(line)));
  }

  List<String> updated(JournalLine line) {
    return records(List.of(bench.journal().ended(line)));
  }

  List<String> restarted(JournalLine line) {
    return records(List.of(bench.journal().restarted(line)));
  }

  /// Returns what makes a migration complete: the session as it was, no open lines, its history.
  List<String> completed(Duration took) {
    return completed(Elapsed.fill(migration.history(), took));
  }

  /// Like [#completed(Duration)], where the server itself tells how long it took.
  List<String> completed() {
    return completed(migration.history());
  }

  private List<String> completed(List<RowWrite> history) {
    List<String> texts = new ArrayList<>();
    if (changesSession) {
      texts.addAll(bench.parts().restore(bench.session()));
    }
    texts.add(bench.journal().settled(migration));
    for (RowWrite write : history) {
      texts.add(bench.session().dialect().render(write));
    }
    return texts;
  }

  /// Undoes what a migration that failed changed in the session.
  void restoreAfterFailure() {
    if (changesSession) {
      bench.writeQuietly(bench.session().facts().restoration());
    }
  }
}
