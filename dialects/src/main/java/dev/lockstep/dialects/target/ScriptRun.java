package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Executor.Failure;
import dev.lockstep.deploy.Ledger.StatementOutcome;
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
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Runs one migration whose file begins and ends transactions itself: one statement after the
/// other, exactly as written.
///
/// *Shape*: a statement's journal line is written inside the transaction that the file has open, so
/// that both stay or go together. The lines of a commit and of the history are written just before
/// it for the same reason. Nothing is tried again: what belongs together is the file's business.
final class ScriptRun {
  private final Workbench bench;
  private final PlannedMigration migration;
  private final StepText text;
  private final Instant began;

  /// Whether a transaction of the file is open.
  private boolean open;

  /// How many statements stay in effect whatever happens next.
  private int kept;

  private boolean complete;

  ScriptRun(Workbench bench, PlannedMigration migration, int from) {
    this.bench = bench;
    this.migration = migration;
    this.text = new StepText(bench, migration);
    this.began = bench.retry().now();
    this.kept = from;
  }

  private enum Control {
    BEGIN,
    COMMIT,
    ROLLBACK,
    NONE
  }

  /// Runs the rest of the migration; returns null when it is complete.
  @Nullable Failure run() {
    int from = kept;
    for (int index = from; index < migration.statements().size(); index++) {
      Failure failure = step(index);
      if (failure != null) {
        text.restoreAfterFailure();
        return failure;
      }
    }
    return open ? leftOpen() : complete ? null : finish();
  }

  private @Nullable Failure step(int index) {
    JournalLine line = text.begun(index, Effort.FIRST);
    SqlStatement sql = migration.statements().get(index).sql();
    Control control = control(sql);
    Message message = new Message();
    if (control == Control.NONE && !open && commitsAlone(sql)) {
      Failure failure = send(started(line), line);
      if (failure != null) {
        return failure;
      }
      for (Probe.Leftover leftover : bench.probe().leftovers(sql)) {
        Message clearing = new Message();
        clearing.add(new Role.Change(0, line), new Part(leftover.clearing()));
        Failure left = send(clearing, line);
        if (left != null) {
          return left;
        }
      }
      change(message, line, sql);
      return then(send(message, line), line, index);
    }
    compose(message, line, sql, control);
    Failure failure = send(message, line);
    if (failure == null) {
      follow(control, sql, index);
    }
    return failure;
  }

  private void compose(Message message, JournalLine line, SqlStatement sql, Control control) {
    boolean last = line.statement() == migration.statements().size() - 1;
    if (control == Control.COMMIT && open) {
      message.add(record(), text.inserted(text.doneWithin(line)));
      if (last) {
        message.add(record(), text.completed(took()));
        complete = true;
      }
      change(message, line, sql);
    } else if (control == Control.NONE && !open) {
      message.add(record(), bench.parts().transactions().begin());
      change(message, line, sql);
      message.add(record(), text.inserted(text.doneWithin(line)));
      message.add(record(), bench.parts().transactions().commit());
    } else {
      change(message, line, sql);
      message.add(record(), text.inserted(text.doneWithin(line)));
    }
  }

  private Message started(JournalLine line) {
    Message message = new Message();
    message.add(record(), text.inserted(line));
    return message;
  }

  private @Nullable Failure then(@Nullable Failure failure, JournalLine line, int index) {
    if (failure != null) {
      return failure;
    }
    kept = index + 1;
    Message message = new Message();
    message.add(
        record(),
        text.updated(text.ended(line, StatementOutcome.DONE, line.effort(), line.ending())));
    return send(message, line);
  }

  private static void change(Message message, JournalLine line, SqlStatement sql) {
    message.add(new Role.Change(0, line), new Part(sql.text(), sql.inlineData()));
  }

  private static Role record() {
    return new Role.Note(0, "write the journal");
  }

  private void follow(Control control, SqlStatement sql, int index) {
    switch (control) {
      case BEGIN -> open = true;
      case COMMIT, ROLLBACK -> {
        open = sql.text().toUpperCase(Locale.ROOT).endsWith("AND CHAIN");
        kept = index + 1;
      }
      case NONE -> {
        if (sql.has(StatementTrait.IMPLICIT_COMMIT)) {
          open = false;
        }
        if (!open) {
          kept = index + 1;
        }
      }
    }
  }

  private static boolean commitsAlone(SqlStatement sql) {
    return sql.has(StatementTrait.NOT_IN_TRANSACTION) || sql.has(StatementTrait.IMPLICIT_COMMIT);
  }

  private static Control control(SqlStatement sql) {
    if (!sql.has(StatementTrait.TRANSACTION_CONTROL)) {
      return Control.NONE;
    }
    String[] words = sql.text().toUpperCase(Locale.ROOT).split("\\s+", 4);
    return switch (words[0]) {
      case "BEGIN", "START" -> Control.BEGIN;
      case "COMMIT", "END" -> Control.COMMIT;
      case "ABORT" -> Control.ROLLBACK;
      case "ROLLBACK" -> List.of(words).contains("TO") ? Control.NONE : Control.ROLLBACK;
      default -> Control.NONE;
    };
  }

  private Duration took() {
    return Duration.between(began, bench.retry().now());
  }

  private @Nullable Failure send(Message message, JournalLine line) {
    Sent sent = bench.send(message.parts());
    message.counts(sent, 1, bench.journal()::touched);
    SQLException error = sent.error();
    if (error == null) {
      return null;
    }
    if (bench.session().product().isConnectionLost(error)) {
      return bench.report().unknown(migration, kept, error);
    }
    bench.rollback();
    open = false;
    if (!(message.blamed(sent) instanceof Role.Change)) {
      return bench.report().bookkeeping(migration, kept, "write the journal", error);
    }
    String brief = bench.report().brief(line.planned().sql(), error);
    JournalLine failed =
        text.ended(line, StatementOutcome.FAILED, Effort.FIRST, new Ending(null, brief));
    bench.writeQuietly(
        commitsAlone(line.planned().sql()) ? text.updated(failed) : text.inserted(failed));
    Failure failure = bench.report().statement(migration, line.statement(), kept, error, "");
    return bench.report().leaving(failure, bench.left(line.planned().sql()));
  }

  private Failure leftOpen() {
    bench.rollback();
    text.restoreAfterFailure();
    int last = migration.statements().size() - 1;
    return bench
        .report()
        .refused(
            migration,
            last,
            kept,
            "the file begins a transaction and never ends it, so it was rolled back.",
            "End the transaction in the file, then run the same command again.");
  }

  private @Nullable Failure finish() {
    Message message = new Message();
    message.add(record(), bench.parts().transactions().begin());
    message.add(
        new Role.Note(0, "write the history of " + migration.migration().id()),
        text.completed(took()));
    message.add(new Role.Commit(0), bench.parts().transactions().commit());
    Sent sent = bench.send(message.parts());
    SQLException error = sent.error();
    if (error == null) {
      return null;
    }
    if (bench.session().product().isConnectionLost(error)) {
      return bench.report().unknown(migration, kept, error);
    }
    bench.rollback();
    return bench.report().bookkeeping(migration, kept, "write its history", error);
  }
}
