package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.jdbc.journal.StatementObserver;
import dev.lockstep.dialects.target.EngineSteps.Part;
import dev.lockstep.dialects.target.JournalLine.Effort;
import dev.lockstep.dialects.target.JournalLine.Ending;
import dev.lockstep.dialects.target.JournalLine.Pending;
import dev.lockstep.dialects.target.JournalLine.Span;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Engine.RunListener;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.sql.StatementTrait;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Journals the statements that an engine sends itself.
///
/// *Shape*: lines are kept until the engine commits, and then travel in one statement just before
/// the commit. A statement that commits by itself is written down as started before it runs; its
/// end follows later, with others. Lines that are committed while their migration is not complete
/// are pending: a later run must not begin that migration anew. The engine's own bookkeeping is
/// left out: it is the history that anybody can read.
final class EngineJournal implements StatementObserver {
  private static final int MOST_KEPT = 200;
  private static final String ROLLED_BACK = "rolled back with its transaction";

  private final Workbench bench;
  private final List<PlannedMigration> migrations;
  private final RunListener listener;
  private final EngineSteps steps;
  private final List<Heard> undecided = new ArrayList<>();
  private final List<Heard> decided = new ArrayList<>();

  /// Migrations whose history was written in the transaction that is open.
  private final Set<String> finishing = new HashSet<>();

  private final Set<String> complete = new HashSet<>();

  /// Migrations with lines that were written as pending.
  private final Map<String, PlannedMigration> begun = new LinkedHashMap<>();

  private boolean written;
  private String sql = "";
  private EngineSteps.@Nullable Step step;
  private Effort effort = Effort.FIRST;

  /// The number of the line that says the present statement was started; 0 when there is none.
  private int started;

  /// Is one statement that was executed.
  ///
  /// @param endedAt by the nanosecond counter of this machine
  /// @param started the number of the line that says so; 0 when there is none
  private record Heard(
      EngineSteps.Step step,
      StatementOutcome outcome,
      long nanos,
      long endedAt,
      Effort effort,
      Ending ending,
      int started) {
    Heard undone() {
      return outcome == StatementOutcome.DONE
          ? new Heard(
              step,
              StatementOutcome.FAILED,
              nanos,
              endedAt,
              effort,
              new Ending(ending.rows(), ROLLED_BACK),
              started)
          : this;
    }
  }

  EngineJournal(Workbench bench, List<PlannedMigration> migrations, RunListener listener) {
    this.bench = bench;
    this.migrations = migrations;
    this.listener = listener;
    this.steps = new EngineSteps(migrations);
  }

  /// Runs an engine's work under observation.
  void observe(Consumer<RunListener> work) {
    try (JdbcSession.Observation _ = bench.session().observe(this)) {
      work.accept(new Follower());
      migrations.forEach(migration -> complete.add(id(migration)));
    } finally {
      decided.addAll(undecided);
      undecided.clear();
      List<String> texts = take();
      texts.addAll(settled());
      bench.writeQuietly(texts);
    }
  }

  @Override
  public void before(String text, Commit commit) {
    sql = text;
    step = steps.place(text);
    effort = Effort.FIRST;
    started = 0;
    if (step != null
        && step.part() == Part.CHANGE
        && (commit == Commit.BY_ITSELF || commitsImplicitly())) {
      begin(step);
    }
  }

  /// Writes a statement down that may take effect without anybody seeing its end, behind everything
  /// that is then in effect as well.
  private void begin(EngineSteps.Step step) {
    decided.addAll(undecided);
    undecided.clear();
    List<String> texts = take();
    started = bench.journal().next();
    begun.put(id(step.migration()), step.migration());
    LedgerStyle style = bench.journal().style();
    texts.addAll(
        bench
            .journal()
            .insert(
                List.of(
                    new JournalLine(
                        started,
                        step.migration(),
                        step.statement(),
                        StatementOutcome.STARTED,
                        new Span(style.now(), "NULL"),
                        Effort.FIRST,
                        Ending.UNKNOWN,
                        Pending.YES))));
    bench.writeQuietly(texts);
  }

  private boolean commitsImplicitly() {
    if (bench.session().dialect().transactionalDdl()) {
      return false;
    }
    try {
      return bench.session().dialect().splitter().split(sql).stream()
          .anyMatch(part -> part.has(StatementTrait.IMPLICIT_COMMIT));
    } catch (LockstepException unreadable) {
      // The server is the judge of what cannot be split.
      return false;
    }
  }

  @Override
  public void retrying(SQLException failure, Duration delay) {
    effort = effort.again(bench.retry().settings().lockTimeout());
  }

  @Override
  public void after(long rows, long nanos) {
    PlannedMigration finished = steps.finishedBy(sql);
    if (finished != null) {
      finishing.add(id(finished));
    }
    heard(StatementOutcome.DONE, nanos, new Ending(rows < 0 ? null : rows, null));
  }

  @Override
  public void failed(SQLException failure, long nanos) {
    written = false;
    String said = Secrecy.said(bench.session().product(), sql, failure);
    heard(StatementOutcome.FAILED, nanos, new Ending(null, said));
  }

  private void heard(StatementOutcome outcome, long nanos, Ending ending) {
    if (step != null && (step.part() != Part.QUESTION || outcome == StatementOutcome.FAILED)) {
      // What began with a line of its own is in effect whatever becomes of the transaction.
      (started > 0 ? decided : undecided)
          .add(new Heard(step, outcome, nanos, System.nanoTime(), effort, ending, started));
    }
  }

  @Override
  public void committing(Role role) throws SQLException {
    written = writeInside(role, bench.pipeline().combines() ? List.of("COMMIT") : List.of());
  }

  @Override
  public void committingByStatement(Role role) throws SQLException {
    written = writeInside(role, List.of());
  }

  @Override
  public void committed() {
    complete.addAll(finishing);
    finishing.clear();
    if (written) {
      decided.clear();
      begun.keySet().removeAll(complete);
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
    written = false;
    steps.rolledBack();
    finishing.clear();
    undecided.forEach(heard -> decided.add(heard.undone()));
    undecided.clear();
  }

  /// Sends what is to be written, and with it the commit where that spares a round trip; tells
  /// whether it will be there once the commit succeeded.
  ///
  /// Lines of a session that may work as another role must not take the engine's transaction down
  /// with them: that role may not be allowed to write here. Savepoints cost a twentieth of a run,
  /// so a session that kept its role goes without.
  private boolean writeInside(Role role, List<String> commit) throws SQLException {
    List<Heard> heard = new ArrayList<>(decided);
    heard.addAll(undecided);
    List<String> lines = lines(heard);
    lines.addAll(settled());
    if (lines.isEmpty()) {
      return true;
    }
    boolean guarded = role == Role.UNCERTAIN || !bench.pipeline().combines();
    List<String> texts = guarded ? guarded(lines) : new ArrayList<>(lines);
    int journalled = texts.size();
    texts.addAll(commit);
    Pipeline.Sent sent = bench.send(LedgerTables.parts(texts));
    if (sent.error() == null) {
      return true;
    }
    if (!guarded || sent.completed() >= journalled) {
      throw sent.error();
    }
    bench.writeQuietly(List.of("ROLLBACK TO SAVEPOINT lockstep_journal"));
    return false;
  }

  private List<String> guarded(List<String> lines) {
    List<String> texts = new ArrayList<>();
    texts.add("SAVEPOINT lockstep_journal");
    texts.addAll(bench.parts().aside(lines));
    texts.add("RELEASE SAVEPOINT lockstep_journal");
    return texts;
  }

  private List<String> take() {
    List<String> lines = lines(decided);
    decided.clear();
    return lines;
  }

  private List<String> lines(List<Heard> heard) {
    long now = System.nanoTime();
    List<String> texts = new ArrayList<>();
    List<Integer> open = heard.stream().map(Heard::started).filter(number -> number > 0).toList();
    if (!open.isEmpty()) {
      texts.add(bench.journal().withdrawn(open));
    }
    texts.addAll(bench.journal().insert(heard.stream().map(one -> line(one, now)).toList()));
    return texts;
  }

  private JournalLine line(Heard heard, long now) {
    LedgerStyle style = bench.journal().style();
    long sinceEnd = Math.max(now - heard.endedAt(), 0) / 1000;
    return new JournalLine(
        heard.started() > 0 ? heard.started() : bench.journal().next(),
        heard.step().migration(),
        heard.step().statement(),
        heard.outcome(),
        new Span(style.ago(sinceEnd + heard.nanos() / 1000), style.ago(sinceEnd)),
        heard.effort(),
        heard.ending(),
        pending(heard));
  }

  private Pending pending(Heard heard) {
    PlannedMigration migration = heard.step().migration();
    if (heard.outcome() != StatementOutcome.DONE
        || heard.step().part() != Part.CHANGE
        || isOver(id(migration))) {
      return Pending.NO;
    }
    begun.put(id(migration), migration);
    return Pending.YES;
  }

  private static String id(PlannedMigration migration) {
    return migration.migration().id();
  }

  private boolean isOver(String migration) {
    return finishing.contains(migration) || complete.contains(migration);
  }

  /// Returns the updates after which no later run asks how far a complete migration came.
  private List<String> settled() {
    return begun.values().stream()
        .filter(migration -> isOver(id(migration)))
        .map(bench.journal()::settled)
        .toList();
  }

  /// Tells the journal first which migration runs.
  private final class Follower implements RunListener {
    @Override
    public void started(PlannedMigration migration) {
      steps.begins(migration);
      listener.started(migration);
    }

    @Override
    public void finished(PlannedMigration migration) {
      complete.add(id(migration));
      listener.finished(migration);
    }
  }
}
