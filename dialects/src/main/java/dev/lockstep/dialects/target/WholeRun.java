package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Executor.Failure;
import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.dialects.jdbc.FailureCause;
import dev.lockstep.dialects.target.JournalLine.Effort;
import dev.lockstep.dialects.target.JournalLine.Ending;
import dev.lockstep.dialects.target.JournalLine.Pending;
import dev.lockstep.dialects.target.JournalLine.Span;
import dev.lockstep.dialects.target.Message.Role;
import dev.lockstep.dialects.target.Pipeline.Sent;
import dev.lockstep.migration.Engine.RunListener;
import dev.lockstep.migration.PlannedMigration;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Runs migrations that commit as a whole, several to a message, each in its own transaction.
final class WholeRun {
  private final Workbench bench;
  private final WholeText text;
  private final RunListener listener;

  WholeRun(Workbench bench, RunListener listener) {
    this.bench = bench;
    this.text = new WholeText(bench);
    this.listener = listener;
  }

  /// Is how far a group came.
  record Progress(int applied, @Nullable Failure failure) {}

  /// Runs a group that fits one message, and again from the first that gave way to another session.
  ///
  /// @param setup runs in the first migration's transaction
  Progress run(List<String> setup, List<PlannedMigration> group) {
    int applied = 0;
    Effort effort = Effort.FIRST;
    while (true) {
      List<PlannedMigration> rest = group.subList(applied, group.size());
      listener.started(rest.getFirst());
      Attempt attempt = attempt(applied == 0 ? setup : List.of(), rest, effort);
      tell(rest, attempt.committed());
      applied += attempt.committed();
      SQLException error = attempt.sent().error();
      if (error == null) {
        return new Progress(applied, null);
      }
      PlannedMigration stopped = group.get(Math.min(applied, group.size() - 1));
      if (bench.session().product().isConnectionLost(error)) {
        return new Progress(applied, bench.report().unknown(stopped, 0, error));
      }
      bench.rollback();
      FailureCause cause = bench.cause(error);
      Effort tried = attempt.committed() > 0 ? Effort.FIRST : effort;
      Duration waited = bench.retry().lockWait(cause, attempt.began());
      if (!bench.retry().allowed(cause, tried)) {
        return new Progress(applied, failure(attempt, stopped, tried, waited));
      }
      bench.retry().pause(tried);
      effort = tried.again(waited);
    }
  }

  private record Attempt(
      Message message, Sent sent, int committed, Instant began, String blockers) {}

  private Attempt attempt(List<String> setup, List<PlannedMigration> rest, Effort effort) {
    Message message = new Message();
    List<String> counts = bench.journal().counted();
    if (!counts.isEmpty()) {
      message.add(new Role.Note(0, "write the journal"), bench.parts().transactions().begin());
      message.add(new Role.Note(0, "write the journal"), counts);
      message.add(new Role.Note(0, "write the journal"), bench.parts().transactions().commit());
    }
    Instant began = bench.retry().now();
    try (BlockerWatch watch = bench.watch().start(bench.retry().last(effort))) {
      Sent sent =
          bench.session().product().tellsElapsed()
              ? together(message, setup, rest, effort)
              : measured(message, setup, rest.getFirst(), effort);
      int committed = message.committed(sent);
      message.counts(sent, committed, bench.journal()::touched);
      return new Attempt(message, sent, committed, began, watch.seen());
    }
  }

  private Sent together(
      Message message, List<String> setup, List<PlannedMigration> rest, Effort effort) {
    for (int at = 0; at < rest.size(); at++) {
      PlannedMigration migration = rest.get(at);
      List<JournalLine> open =
          text.head(
              message, at, migration, at == 0 ? setup : List.of(), at == 0 ? effort : Effort.FIRST);
      text.tail(message, at, migration, open, migration.history());
    }
    return bench.send(message.parts());
  }

  /// Sends change and records apart, where only the client can tell how long the change took.
  private Sent measured(
      Message message, List<String> setup, PlannedMigration migration, Effort effort) {
    Instant began = bench.retry().now();
    List<JournalLine> open = text.head(message, 0, migration, setup, effort);
    Sent change = bench.send(List.copyOf(message.parts()));
    if (change.error() != null) {
      return change;
    }
    int sent = message.parts().size();
    Duration took = Duration.between(began, bench.retry().now());
    text.tail(message, 0, migration, open, Elapsed.fill(migration.history(), took));
    Sent records = bench.send(List.copyOf(message.parts().subList(sent, message.parts().size())));
    List<Long> rows = new ArrayList<>(change.rows());
    rows.addAll(records.rows());
    return new Sent(rows, records.error());
  }

  private void tell(List<PlannedMigration> rest, int committed) {
    for (int at = 0; at < committed; at++) {
      listener.finished(rest.get(at));
      if (at + 1 < rest.size()) {
        listener.started(rest.get(at + 1));
      }
    }
  }

  private Failure failure(
      Attempt attempt, PlannedMigration stopped, Effort effort, Duration waited) {
    SQLException error = Objects.requireNonNull(attempt.sent().error());
    return switch (attempt.message().blamed(attempt.sent())) {
      case Role.Change(int _, JournalLine line) -> {
        journal(line, error, new Effort(effort.attempts(), effort.lockWait().plus(waited)));
        yield bench.report().statement(stopped, line.statement(), 0, error, attempt.blockers());
      }
      case Role.Note(int _, String doing) -> bench.report().bookkeeping(stopped, 0, doing, error);
      case Role.Commit(int _) -> bench.report().bookkeeping(stopped, 0, "commit it", error);
    };
  }

  private void journal(JournalLine line, SQLException error, Effort effort) {
    JournalLine failed =
        new JournalLine(
            bench.journal().next(),
            line.migration(),
            line.statement(),
            StatementOutcome.FAILED,
            new Span("NULL", bench.journal().style().now()),
            effort,
            new Ending(null, bench.report().brief(line.planned().sql(), error)),
            Pending.NO);
    bench.writeQuietly(bench.journal().insert(List.of(failed)));
  }
}
