package dev.lockstep.runs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.pipeline.run.Advance;
import dev.lockstep.pipeline.run.Event;
import dev.lockstep.pipeline.run.Failure;
import dev.lockstep.pipeline.run.Machine;
import dev.lockstep.pipeline.run.Order;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.pipeline.run.Run;
import dev.lockstep.runs.TryRows.Taken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/// Keeps runs going: works events in, hands steps to a worker, wakes what is due.
///
/// *Shape*: several of these on one database share the work. A try of a step is taken by one of
/// them at a time; when that one goes away, another takes it after four missed heartbeats and is
/// told so. Who was only paused may go on working, but can no longer say how it ended.
///
/// *Errors*: `SQLException` when the database does not answer; nothing is half written then.
public final class Runs implements AutoCloseable {
  private static final String TRY = "try";
  private static final String TICK = "tick";
  private static final String TURN = "turn";

  private final Transactions transactions;
  private final Settings settings;
  private final StepWorker worker;
  private final Scheduler scheduler;
  private final SchedulerClient client;
  private final OneTimeTask<Void> tries;
  private final OneTimeTask<Void> ticks;
  private final OneTimeTask<Void> turns;
  private final OneTimeTask<Void> superseding;
  private final Map<String, OneTimeTask<Void>> chores = new LinkedHashMap<>();

  /// Says how one of them works.
  ///
  /// @param name of this one, unlike that of any other on the database
  /// @param threads how many steps it works on at once
  /// @param heartbeat how often it says that it is there
  /// @param poll how often it looks for work that others left
  /// @param definitions reads the pipeline that a run began with
  /// @param chores other work, by names
  /// @param ends hears of runs that are over
  public record Settings(
      String name,
      int threads,
      Duration heartbeat,
      Duration poll,
      InstantSource clock,
      Definitions definitions,
      Map<String, Chore> chores,
      Chore.Ends ends) {
    public Settings {
      chores = Map.copyOf(chores);
    }
  }

  /// Reads pipelines.
  public interface Definitions {
    /// *Errors*: a `LockstepException` when it cannot be read, which it could be once.
    Pipeline read(String file, String content);
  }

  /// @param source of connections to the database that keeps the runs
  public Runs(DataSource source, Settings settings, StepWorker worker) {
    this.settings = settings;
    this.worker = worker;
    this.transactions = new Transactions(source);
    this.tries = Tasks.oneTime(TRY).onDeadExecutionRevive().execute(this::attempt);
    this.ticks = Tasks.oneTime(TICK).onDeadExecutionRevive().execute(this::tick);
    this.turns = Tasks.oneTime(TURN).onDeadExecutionRevive().execute(this::turn);
    this.superseding = Tasks.oneTime("supersede").onDeadExecutionRevive().execute(this::supersede);
    settings
        .chores()
        .forEach((name, chore) ->
            chores.put(
                name,
                Tasks.oneTime("chore-" + name)
                    .onDeadExecutionRevive()
                    .execute((task, _) -> done(chore, task.getId()))));
    List<Task<?>> all = new ArrayList<>(List.of(tries, ticks, turns, superseding));
    all.addAll(chores.values());
    this.scheduler =
        Scheduler.create(source, all)
            .schedulerName(new SchedulerName.Fixed(settings.name()))
            .threads(settings.threads())
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(4)
            .pollingInterval(settings.poll())
            .build();
    this.client = SchedulerClient.Builder.create(transactions.within(), all).build();
  }

  /// Begins to work on what there is.
  public void start() {
    // Whoever was to look may have ended before it did.
    quietly(() ->
        transactions.in(connection -> {
          List<String> free = TurnRows.free(connection);
          free.forEach(environment -> look(environment, "start", settings.clock().instant()));
          return free;
        }));
    scheduler.start();
  }

  /// Takes nothing new, and waits a while for what it works on.
  @Override
  public void close() {
    scheduler.stop();
  }

  /// Writes down what belongs to a run, in the transaction that begins it.
  public interface Beside {
    void write(Connection connection, long run) throws SQLException;
  }

  /// Begins a run.
  ///
  /// @param definition the file of the pipeline
  /// @param givens what expressions can ask besides the run
  /// @return the id of the run
  public long begin(String file, String definition, Value.Fields givens) throws SQLException {
    return begin("", file, definition, givens, (_, _) -> {});
  }

  /// Begins a run, and has written down what belongs to it: both are there then, or neither.
  ///
  /// @param scope within which environments of a name are one, such as a project
  public long begin(
      String scope, String file, String definition, Value.Fields givens, Beside beside)
      throws SQLException {
    Pipeline pipeline = settings.definitions().read(file, definition);
    long id =
        transactions.in(connection -> {
          Instant now = settings.clock().instant();
          long run =
              RunRows.insert(
                  connection,
                  pipeline.id(),
                  new RunRows.Head(scope, file, definition, givens, /* over= */ false),
                  now);
          beside.write(connection, run);
          workIn(connection, run, new Event.Tick());
          return run;
        });
    scheduler.triggerCheckForDueExecutions();
    return id;
  }

  /// Works in a transaction in which chores can be kept: they are done if it is.
  public <T> T keeping(Chore.Keeping<T> work) throws SQLException {
    T result = transactions.in(connection -> work.with(connection, this::later));
    scheduler.triggerCheckForDueExecutions();
    return result;
  }

  private void later(String chore, String id, Instant at) {
    OneTimeTask<Void> task = chores.get(chore);
    if (task == null) {
      throw new IllegalArgumentException("there is no chore " + chore);
    }
    client.scheduleIfNotExists(task.instance(id), at);
  }

  private void done(Chore chore, String id) {
    quietly(() -> {
      chore.work(this, id);
      return id;
    });
  }

  /// Works in what happened to a run.
  ///
  /// @return the run after it
  public Run happen(long run, Event event) throws SQLException {
    Run after = transactions.in(connection -> workIn(connection, run, event));
    scheduler.triggerCheckForDueExecutions();
    return after;
  }

  /// Returns a run as it stands.
  public Run find(long run) throws SQLException {
    return transactions.in(connection -> RunRows.load(connection, run));
  }

  /// Returns a run as it stands in somebody else's transaction.
  public static Run in(Connection connection, long run) throws SQLException {
    return RunRows.load(connection, run);
  }

  private Run workIn(Connection connection, long run, Event event) throws SQLException {
    Optional<RunRows.Head> head = RunRows.take(connection, run);
    Run before = RunRows.load(connection, run);
    if (head.isEmpty() || head.get().over()) {
      return before;
    }
    Pipeline pipeline = settings.definitions().read(head.get().file(), head.get().definition());
    Instant now = settings.clock().instant();
    Advance advance =
        new Machine(pipeline, new Givens(run, head.get().givens())).advance(before, event, now);
    if (advance.changed().isEmpty() && advance.orders().isEmpty()) {
      return before;
    }
    RunRows.save(connection, run, advance);
    for (Order order : advance.orders()) {
      carryOut(connection, new Doer(run, head.get().scope(), pipeline), order, now);
    }
    wake(run, advance.run());
    if (advance.run().isOver()) {
      settings.ends().over(connection, run, this::later);
    }
    return advance.run();
  }

  /// Is the run that orders something.
  private record Doer(long run, String scope, Pipeline pipeline) {
    /// Names an environment unlike those of other scopes.
    String environment(String name) {
      return scope.isEmpty() ? name : scope + "|" + name;
    }
  }

  private void carryOut(Connection connection, Doer doer, Order order, Instant now)
      throws SQLException {
    long run = doer.run();
    switch (order) {
      case Order.Work work -> {
        if (TryRows.insert(connection, run, work, now)) {
          String id = new TryRows.Id(run, work.key(), work.attempt()).text();
          client.scheduleIfNotExists(tries.instance(id), now);
        }
      }
      case Order.Stop stop -> TryRows.askToStop(connection, run, stop);
      case Order.Queue(String key, String name) -> {
        String environment = doer.environment(name);
        TurnRows.queue(connection, environment, run, key);
        look(environment, run + "/" + key, now);
        if (doer.pipeline().concurrency() == Pipeline.Concurrency.CANCEL_OLDER) {
          for (long older : TurnRows.older(connection, environment, run)) {
            client.scheduleIfNotExists(superseding.instance(older + "<" + run), now);
          }
        }
      }
      case Order.Leave(String key, String name) -> {
        TurnRows.leave(connection, doer.environment(name), run, key);
        look(doer.environment(name), run + "/" + key + "/", now);
      }
      case Order.Ask _ -> {
        // Who is asked reads it off the run.
      }
    }
  }

  /// Lets an environment be given to the next who waits. Each occasion has a task of its own: one
  /// that is under way may have looked already.
  private void look(String environment, String occasion, Instant now) {
    client.scheduleIfNotExists(turns.instance(environment + "|" + occasion), now);
  }

  /// Lets a run be looked at when something in it is due; what is no longer due is passed over
  /// then.
  private void wake(long run, Run after) {
    after
        .due()
        .ifPresent(due ->
            client.scheduleIfNotExists(
                ticks.instance(run + "@" + due.toEpochMilli()), due.plusMillis(1)));
  }

  private void tick(TaskInstance<Void> task, ExecutionContext context) {
    String run = task.getId().substring(0, task.getId().indexOf('@'));
    quietly(() -> happen(Long.parseLong(run), new Event.Tick()));
  }

  private void turn(TaskInstance<Void> task, ExecutionContext context) {
    String environment = task.getId().substring(0, task.getId().lastIndexOf('|'));
    quietly(() -> {
      Optional<TurnRows.Turn> next =
          transactions.in(connection -> TurnRows.next(connection, environment));
      return next.isPresent()
          ? happen(next.get().run(), new Event.Turn(next.get().key()))
          : Run.NEW;
    });
  }

  private void supersede(TaskInstance<Void> task, ExecutionContext context) {
    String[] runs = task.getId().split("<", 2);
    quietly(() -> happen(Long.parseLong(runs[0]), new Event.Superseded("run " + runs[1])));
  }

  private void attempt(TaskInstance<Void> task, ExecutionContext context) {
    TryRows.Id id = TryRows.Id.of(task.getId());
    Optional<Taken> taken =
        quietly(() ->
            transactions.in(connection ->
                TryRows.take(connection, id, settings.name(), settings.clock().instant())));
    if (taken.isEmpty()) {
      return;
    }
    Outcome outcome = worked(taken.get(), () -> isAskedToStop(id));
    quietly(() ->
        transactions.in(connection -> {
          // The run is taken first, as everywhere, so that nobody waits for nobody.
          RunRows.take(connection, id.run());
          return TryRows.end(connection, taken.get(), outcome, settings.clock().instant())
              ? workIn(connection, id.run(), new Event.Ended(id.key(), id.attempt(), outcome))
              : Run.NEW;
        }));
    scheduler.triggerCheckForDueExecutions();
  }

  private Outcome worked(Taken taken, BooleanSupplier stopping) {
    try {
      return worker.work(taken.step(), stopping);
    } catch (StepWorker.Abandoned left) {
      // The scheduler has it taken up again.
      throw left;
    } catch (RuntimeException failed) {
      String message = failed.getMessage();
      return new Outcome.Failed(
          new Failure(
              FailureKind.UNKNOWN, message == null ? failed.getClass().getSimpleName() : message),
          new Value.Fields(new LinkedHashMap<>()));
    }
  }

  private boolean isAskedToStop(TryRows.Id id) {
    return quietly(() -> transactions.in(connection -> TryRows.isAskedToStop(connection, id)));
  }

  private interface Asking<T> {
    T ask() throws SQLException;
  }

  /// Lets the scheduler try again later where the database did not answer.
  private static <T> T quietly(Asking<T> asking) {
    try {
      return asking.ask();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /// Lists the migrations of the tables that runs are kept in, in their order.
  public static List<String> migrations() {
    return List.of("V1__runs.sql", "V1_10__holds.sql", "V1_13__scopes.sql");
  }
}
