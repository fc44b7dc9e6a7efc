package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.jdbc.journal.StatementObserver;
import dev.lockstep.dialects.target.JournalLine.Effort;
import dev.lockstep.dialects.target.JournalLine.Ending;
import dev.lockstep.dialects.target.JournalLine.Pending;
import dev.lockstep.dialects.target.JournalLine.Span;
import dev.lockstep.migration.PlannedMigration;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Journals the statements that an engine sends itself.
///
/// *Shape*: lines are kept until the engine commits, and then travel in one statement just before
/// the commit; those of statements that commit by themselves follow later, with others. The
/// engine's own bookkeeping is left out: it is the history that anybody can read.
final class EngineJournal implements StatementObserver {
  private static final int MOST_KEPT = 200;
  private static final String ROLLED_BACK = "rolled back with its transaction";

  private final Workbench bench;
  private final EngineSteps steps;
  private final List<Heard> undecided = new ArrayList<>();
  private final List<Heard> decided = new ArrayList<>();
  private boolean written;
  private String sql = "";
  private Effort effort = Effort.FIRST;

  /// Is one statement that was executed.
  ///
  /// @param endedAt by the nanosecond counter of this machine
  private record Heard(
      EngineSteps.Step step,
      StatementOutcome outcome,
      long nanos,
      long endedAt,
      Effort effort,
      Ending ending) {
    Heard undone() {
      return outcome == StatementOutcome.DONE
          ? new Heard(
              step,
              StatementOutcome.FAILED,
              nanos,
              endedAt,
              effort,
              new Ending(ending.rows(), ROLLED_BACK))
          : this;
    }
  }

  EngineJournal(Workbench bench, List<PlannedMigration> migrations) {
    this.bench = bench;
    this.steps = new EngineSteps(migrations);
  }

  /// Runs an engine's work under observation.
  void observe(Runnable work) {
    try (JdbcSession.Observation _ = bench.session().observe(this)) {
      work.run();
    } finally {
      decided.addAll(undecided);
      undecided.clear();
      bench.writeQuietly(take());
    }
  }

  @Override
  public void before(String text) {
    sql = text;
    effort = Effort.FIRST;
  }

  @Override
  public void retrying(SQLException failure, Duration delay) {
    effort = effort.again(bench.retry().settings().lockTimeout());
  }

  @Override
  public void after(long rows, long nanos) {
    heard(StatementOutcome.DONE, nanos, new Ending(rows < 0 ? null : rows, null));
  }

  @Override
  public void failed(SQLException failure, long nanos) {
    String said = String.valueOf(bench.session().product().serverMessage(failure));
    heard(StatementOutcome.FAILED, nanos, new Ending(null, said));
  }

  private void heard(StatementOutcome outcome, long nanos, Ending ending) {
    EngineSteps.Step step = steps.next(sql, outcome);
    if (step != null) {
      undecided.add(new Heard(step, outcome, nanos, System.nanoTime(), effort, ending));
    }
  }

  @Override
  public void committing() throws SQLException {
    List<Heard> heard = new ArrayList<>(decided);
    heard.addAll(undecided);
    written = commitWith(lines(heard));
  }

  @Override
  public void committed() {
    if (written) {
      decided.clear();
    } else {
      decided.addAll(undecided);
    }
    undecided.clear();
    written = false;
    if (decided.size() >= MOST_KEPT) {
      bench.writeQuietly(take());
    }
  }

  @Override
  public void rolledBack() {
    undecided.forEach(heard -> decided.add(heard.undone()));
    undecided.clear();
  }

  /// Sends the lines, and with them the commit where that spares a round trip; tells whether they
  /// will be there once the commit succeeded.
  ///
  /// Lines must not take the engine's transaction down with them: a role that the engine took may
  /// not be allowed to write here.
  private boolean commitWith(List<String> lines) throws SQLException {
    if (lines.isEmpty()) {
      return true;
    }
    List<String> texts = new ArrayList<>();
    texts.add("SAVEPOINT lockstep_journal");
    texts.addAll(bench.parts().aside(lines));
    texts.add("RELEASE SAVEPOINT lockstep_journal");
    int journalled = texts.size();
    if (bench.pipeline().combines()) {
      texts.add("COMMIT");
    }
    Pipeline.Sent sent = bench.send(LedgerTables.parts(texts));
    if (sent.error() == null) {
      return true;
    }
    if (sent.completed() >= journalled) {
      throw sent.error();
    }
    bench.writeQuietly(List.of("ROLLBACK TO SAVEPOINT lockstep_journal"));
    return false;
  }

  private List<String> take() {
    List<String> lines = lines(decided);
    decided.clear();
    return lines;
  }

  private List<String> lines(List<Heard> heard) {
    long now = System.nanoTime();
    return bench.journal().insert(heard.stream().map(one -> line(one, now)).toList());
  }

  private JournalLine line(Heard heard, long now) {
    LedgerStyle style = bench.journal().style();
    long sinceEnd = Math.max(now - heard.endedAt(), 0) / 1000;
    return new JournalLine(
        bench.journal().next(),
        heard.step().migration(),
        heard.step().statement(),
        heard.outcome(),
        new Span(style.ago(sinceEnd + heard.nanos() / 1000), style.ago(sinceEnd)),
        heard.effort(),
        heard.ending(),
        Pending.NO);
  }
}
