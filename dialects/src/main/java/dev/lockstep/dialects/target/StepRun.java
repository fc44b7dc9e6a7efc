package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Executor.Failure;
import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.dialects.jdbc.FailureCause;
import dev.lockstep.dialects.target.JournalLine.Effort;
import dev.lockstep.dialects.target.JournalLine.Ending;
import dev.lockstep.dialects.target.Message.Role;
import dev.lockstep.dialects.target.Pipeline.Part;
import dev.lockstep.dialects.target.Pipeline.Sent;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Runs one migration that commits statement by statement.
///
/// *Shape*: a statement that can share a transaction with its journal line does. One that commits
/// by itself is journalled as started before and as done behind; sent in the same message, since a
/// message stops at its first error. One that the database wants alone (`NOT_IN_TRANSACTION`) gets
/// a message of its own. Records that complete the migration follow in a last message, within the
/// last statement's transaction where it has one.
final class StepRun {
  private static final long MESSAGE_CHARACTERS = 512 * 1024;

  private final Workbench bench;
  private final PlannedMigration migration;
  private final StepText text;
  private final Instant began;

  /// The statement to send next.
  private int next;

  private Effort effort = Effort.FIRST;

  /// The line of a statement that the database refused and that is tried again.
  private @Nullable JournalLine reopened;

  /// The line of a statement that is done, where the journal does not say so yet.
  private @Nullable JournalLine unrecorded;

  /// Whether the server knows when the migration began.
  private boolean begun;

  /// Whether the final records went with the last statement.
  private boolean complete;

  /// Whether the last statement's transaction waits for the final records.
  private boolean transactionOpen;

  StepRun(Workbench bench, PlannedMigration migration, int from) {
    this.bench = bench;
    this.migration = migration;
    this.text = new StepText(bench, migration);
    this.began = bench.retry().now();
    this.next = from;
  }

  /// Runs the rest of the migration; returns null when it is complete.
  @Nullable Failure run() {
    while (next < migration.statements().size()) {
      Message message = new Message();
      if (!begun) {
        message.add(record(), bench.parts().migrationBegins());
        begun = true;
      }
      int end = compose(message);
      Failure failure = end == next ? alone(message) : sendAll(message, end);
      if (failure != null) {
        return failure;
      }
    }
    return complete ? null : finish();
  }

  private SqlStatement statement(int index) {
    return migration.statements().get(index).sql();
  }

  /// Adds statements up to the next one that must stand alone; returns where that is.
  private int compose(Message message) {
    recordDone(message);
    int at = next;
    int size = migration.statements().size();
    while (at < size
        && message.size() < MESSAGE_CHARACTERS
        && !statement(at).has(StatementTrait.NOT_IN_TRANSACTION)) {
      JournalLine line = line(at);
      if (statement(at).has(StatementTrait.IMPLICIT_COMMIT)) {
        addSelfCommitting(message, line, at == size - 1);
      } else {
        addTransactional(message, line, at == size - 1);
      }
      at++;
    }
    if (at == size && at > next && !bench.parts().migrationBegins().isEmpty()) {
      addFinal(message);
    }
    return at;
  }

  /// Completes the migration in the message of its last statement.
  private void addFinal(Message message) {
    JournalLine line = Objects.requireNonNull(message.newestChange());
    if (!isTransactional(line.statement())) {
      message.add(record(), bench.parts().transactions().begin());
      message.add(record(), text.updated(done(line)));
    }
    message.add(history(), text.completed());
    message.add(new Role.Commit(0), bench.parts().transactions().commit());
  }

  private Role history() {
    return new Role.Note(0, "write the history of " + migration.migration().id());
  }

  private JournalLine line(int at) {
    return at == next && reopened != null
        ? reopened
        : text.begun(at, at == next ? effort : Effort.FIRST);
  }

  private void recordDone(Message message) {
    if (unrecorded != null) {
      // A transaction of its own: it must not share the fate of what follows in the message.
      message.add(record(), bench.parts().transactions().begin());
      message.add(record(), text.updated(unrecorded));
      message.add(record(), bench.parts().transactions().commit());
    }
  }

  private void addStarted(Message message, JournalLine line) {
    message.add(record(), line.equals(reopened) ? text.restarted(line) : text.inserted(line));
  }

  private void addSelfCommitting(Message message, JournalLine line, boolean last) {
    addStarted(message, line);
    message.add(new Role.Change(0, line), new Part(statement(line.statement()).text()));
    if (!last) {
      message.add(record(), text.updated(done(line)));
    }
  }

  private void addTransactional(Message message, JournalLine line, boolean last) {
    SqlStatement sql = statement(line.statement());
    message.add(record(), bench.parts().transactions().begin());
    message.add(new Role.Change(0, line), new Part(sql.text(), sql.inlineData()));
    message.add(record(), text.inserted(text.doneWithin(line)));
    if (!last) {
      int at = migration.statements().get(line.statement()).source().line();
      // What is checked late fails here.
      message.add(
          new Role.Note(0, "commit the statement of line " + at),
          bench.parts().transactions().commit());
    }
  }

  private static Role record() {
    return new Role.Note(0, "write the journal");
  }

  private JournalLine done(JournalLine line) {
    return text.ended(line, StatementOutcome.DONE, line.effort(), line.ending());
  }

  /// Sends statements that may share a message.
  private @Nullable Failure sendAll(Message message, int end) {
    Attempt attempt = send(message);
    message.counts(attempt.sent(), 1, bench.journal()::touched);
    if (attempt.sent().error() != null) {
      return failed(message, attempt);
    }
    if (message.committed(attempt.sent()) > 0) {
      complete = true;
      advance(end);
      return null;
    }
    boolean last = end == migration.statements().size();
    boolean selfCommitting = statement(end - 1).has(StatementTrait.IMPLICIT_COMMIT);
    JournalLine lastLine = Objects.requireNonNull(message.lastChange(attempt.sent()));
    unrecorded = last && selfCommitting ? done(lastLine) : null;
    transactionOpen = last && !selfCommitting;
    advance(end);
    return null;
  }

  /// Sends a statement that the database wants alone, with its journal lines around it.
  private @Nullable Failure alone(Message message) {
    JournalLine line = line(next);
    addStarted(message, line);
    Attempt records = send(message);
    if (records.sent().error() != null) {
      return failed(message, records);
    }
    unrecorded = null;
    reopened = line;
    SqlStatement sql = statement(next);
    for (Probe.Leftover leftover : bench.probe().leftovers(sql)) {
      Failure failure = sendAlone(line, leftover.clearing());
      if (failure != null || !line.equals(reopened)) {
        return failure;
      }
    }
    Failure failure = sendAlone(line, sql.text());
    if (failure == null && line.equals(reopened)) {
      unrecorded = done(line);
      advance(next + 1);
    }
    return failure;
  }

  /// Sends one text by itself; the reopened line changes when it has to be tried again.
  private @Nullable Failure sendAlone(JournalLine line, String sql) {
    Message message = new Message();
    message.add(new Role.Change(0, line), new Part(sql));
    Attempt attempt = send(message);
    if (attempt.sent().error() != null) {
      return failed(message, attempt);
    }
    bench.journal().touched(line, attempt.sent().rows().getFirst());
    return null;
  }

  private void advance(int to) {
    next = to;
    effort = Effort.FIRST;
    reopened = null;
  }

  private record Attempt(Sent sent, Instant began, String blockers) {}

  private Attempt send(Message message) {
    Instant sentAt = bench.retry().now();
    try (BlockerWatch watch = bench.watch().start(bench.retry().last(effort))) {
      return new Attempt(bench.send(message.parts()), sentAt, watch.seen());
    }
  }

  /// Goes back to the statement that failed, or gives up.
  private @Nullable Failure failed(Message message, Attempt attempt) {
    SQLException error = Objects.requireNonNull(attempt.sent().error());
    JournalLine last = message.lastChange(attempt.sent());
    if (bench.session().product().isConnectionLost(error)) {
      return bench.report().unknown(migration, last == null ? next : last.statement(), error);
    }
    bench.rollback();
    Role blamed = message.blamed(attempt.sent());
    if (!(blamed instanceof Role.Change(int _, JournalLine line))) {
      int kept = last == null ? next : last.statement();
      return bench.report().bookkeeping(migration, kept, doing(blamed), error);
    }
    FailureCause cause = bench.cause(error);
    Effort tried = line.statement() == next ? effort : Effort.FIRST;
    boolean journalled = !isTransactional(line.statement());
    Duration waited = bench.retry().lockWait(cause, attempt.began());
    Effort spent = new Effort(tried.attempts(), tried.lockWait().plus(waited));
    unrecorded = null;
    advance(line.statement());
    if (!bench.retry().allowed(cause, tried)) {
      recordFailure(line, journalled, spent, error);
      Failure failure = bench.report().statement(migration, next, next, error, attempt.blockers());
      return bench.report().leaving(failure, bench.left(statement(next)));
    }
    bench.retry().pause(tried);
    effort = tried.again(waited);
    reopened = journalled ? retried(line) : null;
    return null;
  }

  private static String doing(Role role) {
    return role instanceof Role.Note(int _, String doing) ? doing : "commit it";
  }

  private boolean isTransactional(int index) {
    return !statement(index).has(StatementTrait.IMPLICIT_COMMIT)
        && !statement(index).has(StatementTrait.NOT_IN_TRANSACTION);
  }

  private JournalLine retried(JournalLine line) {
    return new JournalLine(
        line.sequence(),
        line.migration(),
        line.statement(),
        line.outcome(),
        line.span(),
        effort,
        line.ending(),
        line.pending());
  }

  private void recordFailure(
      JournalLine line, boolean journalled, Effort spent, SQLException error) {
    String brief = bench.report().brief(line.planned().sql(), error);
    JournalLine failed = text.ended(line, StatementOutcome.FAILED, spent, new Ending(null, brief));
    bench.writeQuietly(journalled ? text.updated(failed) : text.inserted(failed));
    text.restoreAfterFailure();
  }

  private @Nullable Failure finish() {
    Message message = new Message();
    if (!transactionOpen) {
      message.add(record(), bench.parts().transactions().begin());
      if (unrecorded != null) {
        message.add(record(), text.updated(unrecorded));
      }
    }
    Duration took = Duration.between(began, bench.retry().now());
    message.add(new Role.Note(0, "write its history"), text.completed(took));
    message.add(record(), bench.journal().counted());
    message.add(new Role.Commit(0), bench.parts().transactions().commit());
    Sent sent = bench.send(message.parts());
    SQLException error = sent.error();
    int kept = transactionOpen ? next - 1 : next;
    if (error == null) {
      return null;
    }
    if (bench.session().product().isConnectionLost(error)) {
      return bench.report().unknown(migration, kept, error);
    }
    bench.rollback();
    return bench.report().bookkeeping(migration, kept, doing(message.blamed(sent)), error);
  }
}
