package dev.lockstep.engines.declarative;

import dev.lockstep.deploy.Agreements;
import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialect.Session;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.schema.Bookkeeping;
import dev.lockstep.dialects.schema.RowFinding;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Direction;
import dev.lockstep.migration.Engine;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.HistoryPlan;
import dev.lockstep.migration.Hooks;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.MigrationKind;
import dev.lockstep.migration.MigrationState;
import dev.lockstep.migration.MigrationStatus;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackTarget;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.Planning;
import dev.lockstep.scratch.Rename;
import dev.lockstep.scratch.RenameHints;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.scratch.SchemaPlan.Step;
import dev.lockstep.scratch.ScratchServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Brings databases to the state that a folder of SQL describes.
///
/// *Shape*: at most one change is pending: the way from what the database holds to what the files
/// say, computed anew each time and proven on a scratch database. What was deployed is kept as a
/// state with a number, to which a rollback leads back.
public final class DeclarativeEngine implements Engine {
  /// Is what `lockstep.yaml` calls it.
  public static final String NAME = "declarative";

  private static final String ONLINE = "online";

  private final Function<SchemaDefinition, ScratchServer> scratch;
  private final Function<String, Agreements> agreements;
  private final DesiredFiles files;
  private final Memory<Way, SchemaPlan> proven =
      new Memory<>(plan -> plan.from().objects().size() + plan.to().objects().size());
  private final Memory<Spelling, DatabaseSchema> spelled =
      new Memory<>(schema -> schema.objects().size());

  /// Is everything that a state of another version is spelled from.
  private record Spelling(SchemaDefinition schema, String fingerprint, int majorVersion) {}

  /// Is everything that a plan is made of.
  private record Way(
      String dialect,
      int majorVersion,
      Map<ObjectId, SchemaObject> live,
      Map<ObjectId, SchemaObject> wanted,
      List<Rename> renames,
      @Nullable ConnectionDefinition scratch,
      boolean online) {}

  /// @param scratch where a schema is tried out
  /// @param agreements what was agreed on about the drift of an instance
  /// @param cache a folder that this engine may write to
  public DeclarativeEngine(
      Function<SchemaDefinition, ScratchServer> scratch,
      Function<String, Agreements> agreements,
      Path cache) {
    this.scratch = scratch;
    this.agreements = agreements;
    this.files = new DesiredFiles(scratch, cache);
  }

  @Override
  public String name() {
    return NAME;
  }

  /// Is what is known of one schema on one target.
  ///
  /// @param states oldest first; null when there is no table yet
  private record Standing(
      SchemaDefinition schema,
      SchemaDialect dialect,
      int majorVersion,
      States table,
      @Nullable List<State> states,
      boolean online) {
    List<State> all() {
      return states == null ? List.of() : states;
    }

    @Nullable State last() {
      return all().isEmpty() ? null : all().getLast();
    }

    long next() {
      State last = last();
      return last == null ? 1 : last.number() + 1;
    }

    List<String> setup() {
      return states == null ? table.creation() : List.of();
    }
  }

  @Override
  public boolean computesAnew() {
    return true;
  }

  @Override
  public Assessment assess(EngineRequest request, Session session) {
    Standing standing = standing(request, session);
    DatabaseSchema all = inspect(session, standing.dialect());
    Desired desired = files.read(request, standing.dialect(), all);
    List<DatabaseSchema> spoken = new ArrayList<>(List.of(desired.schema()));
    State last = standing.last();
    DatabaseSchema recorded = last == null ? null : spelled(standing, last.schema());
    if (recorded != null) {
      spoken.add(recorded);
    }
    Predicate<ObjectId> scope = standing.dialect().scope(spoken);
    DatabaseSchema live = all.without(scope.negate());
    DatabaseSchema wanted = desired.schema().without(scope.negate());
    HandMade byHand = byHand(request, recorded, live, wanted);
    RenameHints hints = new RenameHints(desired.renames(), live, wanted);
    List<Rename> renames = hints.open();
    SchemaPlan plan = plan(standing, live, byHand.wanted(), renames);
    List<RowFinding> rows = rowsInTheWay(session, standing.dialect(), plan);
    List<PlannedMigration> pending = List.of();
    // What the files have taken over from the database is a state as well.
    boolean taken = recorded != null && !Difference.between(recorded, wanted).isEmpty();
    if (!plan.isEmpty() || last == null || taken) {
      List<RowWrite> history = new ArrayList<>();
      if (last == null) {
        history.add(standing.table().insert(0, State.Kind.BASELINE, live, List.of()));
      }
      history.add(standing.table().insert(standing.next(), State.Kind.DEPLOYED, wanted, renames));
      pending =
          List.of(
              new PlanToMigration(session.dialect(), request, desired.places(), byHand.takenBack())
                  .migration(plan, Direction.APPLY, standing.next(), history));
    }
    return new Assessment(
        statuses(standing, pending),
        rows.stream().filter(RowFinding::certain).map(DeclarativeEngine::fault).toList(),
        Stream.of(
                byHand.told(request.instance().name()).stream(),
                desired.schema().notManaged().stream().map(DeclarativeEngine::notManaged),
                hints.unknown().stream().map(DeclarativeEngine::unknown),
                rows.stream().filter(row -> !row.certain()).map(DeclarativeEngine::fault))
            .flatMap(Function.identity())
            .toList(),
        pending,
        Hooks.NONE,
        standing.setup(),
        last == null ? null : String.valueOf(last.number()));
  }

  private static List<MigrationStatus> statuses(Standing standing, List<PlannedMigration> pending) {
    List<MigrationStatus> statuses = new ArrayList<>();
    for (State state : standing.all()) {
      if (state.number() > 0) {
        statuses.add(
            new MigrationStatus(
                migration(state),
                state.kind() == State.Kind.BASELINE
                    ? MigrationState.BASELINE
                    : MigrationState.APPLIED,
                state.appliedAt(),
                state.appliedBy(),
                null,
                ""));
      }
    }
    pending.forEach(planned ->
        statuses.add(
            new MigrationStatus(
                planned.migration(), MigrationState.PENDING, null, null, null, "")));
    return statuses;
  }

  private static Migration migration(State state) {
    return new Migration(
        String.valueOf(state.number()),
        String.valueOf(state.number()),
        "state " + state.fingerprint().substring(0, 12),
        MigrationKind.VERSIONED,
        null,
        state.fingerprint());
  }

  @Override
  public RollbackPlan planRollback(EngineRequest request, Session session, RollbackTarget target) {
    Standing standing = standing(request, session);
    State last = standing.last();
    State wanted = wanted(standing, target);
    if (last == null || wanted == null || wanted.number() == last.number()) {
      return new RollbackPlan(List.of(), List.of());
    }
    DatabaseSchema before = spelled(standing, wanted.schema());
    DatabaseSchema recorded = spelled(standing, last.schema());
    Predicate<ObjectId> scope = standing.dialect().scope(List.of(before, recorded));
    DatabaseSchema live = inspect(session, standing.dialect()).without(scope.negate());
    HandMade byHand = byHand(request, recorded, live, before.without(scope.negate()));
    SchemaPlan plan =
        plan(standing, live, byHand.wanted(), backwards(standing, wanted, live, before));
    List<RowWrite> history =
        standing.all().stream()
            .filter(state -> state.number() > wanted.number())
            .map(state -> standing.table().remove(state))
            .toList();
    return new RollbackPlan(
        List.of(
            new PlanToMigration(session.dialect(), request, Places.NONE, byHand.takenBack())
                .migration(plan, Direction.UNDO, last.number(), history)),
        List.of());
  }

  private HandMade byHand(
      EngineRequest request,
      @Nullable DatabaseSchema recorded,
      DatabaseSchema live,
      DatabaseSchema wanted) {
    return new HandMade(recorded, live, wanted, agreements.apply(request.instance().name()));
  }

  /// Turns the renames since a state around, newest first.
  private static List<Rename> backwards(
      Standing standing, State wanted, DatabaseSchema live, DatabaseSchema before) {
    List<Rename> back = new ArrayList<>();
    for (State state : standing.all()) {
      if (state.number() > wanted.number()) {
        for (Rename rename : state.renames()) {
          back.addFirst(rename.back(state.renames()));
        }
      }
    }
    return back.stream().filter(rename -> rename.isOpen(live, before, back)).toList();
  }

  private static @Nullable State wanted(Standing standing, RollbackTarget target) {
    List<State> states = standing.all();
    return switch (target) {
      case RollbackTarget.Count count -> {
        int applied = Math.max(0, states.size() - 1);
        if (count.count() > applied) {
          throw count.tooHigh(applied);
        }
        yield states.get(states.size() - 1 - count.count());
      }
      case RollbackTarget.Version version -> numbered(states, version.version());
      case RollbackTarget.Position position ->
          position.position() == null
              ? states.isEmpty() ? null : states.getFirst()
              : numbered(states, position.position());
      case RollbackTarget.Date date ->
          states.stream()
              .filter(state -> isBefore(state.appliedAt(), date.instant()))
              .reduce((_, later) -> later)
              .orElse(states.isEmpty() ? null : states.getFirst());
      case RollbackTarget.Tag tag -> throw tag.unknown(List.of());
    };
  }

  private static boolean isBefore(@Nullable Instant applied, Instant limit) {
    return applied != null && !applied.isAfter(limit);
  }

  private static State numbered(List<State> states, String number) {
    return states.stream()
        .filter(state -> String.valueOf(state.number()).equals(number))
        .findFirst()
        .orElseThrow(() ->
            new LockstepException(
                ErrorCode.USAGE,
                "There is no state " + number + " in this history.",
                "lockstep history --changes lists them."));
  }

  @Override
  public HistoryPlan planBaseline(
      EngineRequest request, Session session, @Nullable String version) {
    if (version != null) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "States of a declarative schema are numbered by themselves.",
          "Leave the version out.");
    }
    Standing standing = standing(request, session);
    DatabaseSchema all = inspect(session, standing.dialect());
    Desired desired = files.read(request, standing.dialect(), all);
    DatabaseSchema live = all.without(standing.dialect().scope(List.of(desired.schema())).negate());
    List<RowWrite> writes = new ArrayList<>();
    if (standing.last() == null) {
      writes.add(standing.table().insert(0, State.Kind.BASELINE, live, List.of()));
    }
    writes.add(standing.table().insert(standing.next(), State.Kind.BASELINE, live, List.of()));
    return new HistoryPlan(
        standing.setup(), writes, List.of("what is there now counts as state " + standing.next()));
  }

  @Override
  public Optional<DatabaseSchema> recorded(
      EngineRequest request, Session session, @Nullable RollbackTarget at) {
    Standing standing = standing(request, session);
    return Optional.ofNullable(at == null ? standing.last() : wanted(standing, at))
        .map(state -> spelled(standing, state.schema()));
  }

  /// Lockstep's own ledger keeps the tags.
  @Override
  public HistoryPlan planTag(EngineRequest request, Session session, String tag) {
    return new HistoryPlan(List.of(), List.of(), List.of());
  }

  /// There is nothing that could be out of line: the way is computed anew each time.
  @Override
  public HistoryPlan planRepair(EngineRequest request, Session session) {
    return new HistoryPlan(List.of(), List.of(), List.of());
  }

  /// No other program writes these states, so Lockstep's fence is enough.
  @Override
  public EngineLock lock(EngineRequest request, Session session, String holder) {
    return () -> {};
  }

  @Override
  public void run(
      EngineRequest request,
      Session session,
      List<PlannedMigration> migrations,
      RunListener listener) {
    throw new IllegalStateException("every change of this engine is SQL");
  }

  private static Standing standing(EngineRequest request, Session session) {
    boolean online = true;
    for (Map.Entry<String, String> option : request.schema().options().entrySet()) {
      if (!option.getKey().equals(ONLINE)
          || !List.of("true", "false").contains(option.getValue())) {
        throw new LockstepException(
            ErrorCode.CONFIGURATION,
            "The declarative engine has no option "
                + option.getKey()
                + ": "
                + option.getValue()
                + " (schema "
                + request.schema().name()
                + ").",
            "It has online: true or false, which says whether statements that let others go on are"
                + " preferred.");
      }
      online = Boolean.parseBoolean(option.getValue());
    }
    States table = new States(session, request.schema().name());
    Optional<List<State>> states = table.read();
    return new Standing(
        request.schema(),
        SupportedSchemas.named(request.schema().dialect()),
        session.server().majorVersion(),
        table,
        states.orElse(null),
        online);
  }

  /// Plans and proves, once for the same way: a deployment asks before and under its lock, and a
  /// tenant's database is often like the others.
  private SchemaPlan plan(
      Standing standing, DatabaseSchema live, DatabaseSchema wanted, List<Rename> renames) {
    Way way =
        new Way(
            live.dialect(),
            live.majorVersion(),
            live.objects(),
            wanted.objects(),
            renames,
            standing.schema().scratch(),
            standing.online());
    return proven.get(way, () -> planning(standing).plan(live, wanted, renames));
  }

  private Planning planning(Standing standing) {
    return new Planning(
        standing.dialect(), () -> scratch.apply(standing.schema()), standing.online(), true);
  }

  /// A state was recorded as the server showed it then, which may have been an older one.
  private DatabaseSchema spelled(Standing standing, DatabaseSchema state) {
    if (state.majorVersion() == standing.majorVersion()) {
      return state;
    }
    Spelling spelling =
        new Spelling(standing.schema(), state.fingerprint(), standing.majorVersion());
    try {
      return spelled.get(
          spelling, () -> planning(standing).spelled(state, standing.majorVersion()));
    } catch (LockstepException e) {
      if (e.code() != ErrorCode.VALIDATION_FAILED && e.code() != ErrorCode.CONFIGURATION) {
        throw e;
      }
      // What cannot be made again is compared as it was written.
      return state;
    }
  }

  private static List<RowFinding> rowsInTheWay(
      Session session, SchemaDialect dialect, SchemaPlan plan) {
    JdbcSession jdbc = jdbc(session);
    try {
      return dialect.rowsInTheWay(
          jdbc.raw(), plan.steps().stream().map(Step::change).toList(), plan.from(), plan.to());
    } catch (SQLException e) {
      throw jdbc.translate(e, "look for rows in the way");
    }
  }

  private static Fault unknown(Rename rename) {
    return new Fault(
        "rename-of-nothing",
        null,
        0,
        0,
        "There is nothing that the rename '" + rename + "' speaks of.",
        "Correct its names, or take it out.");
  }

  private static Fault notManaged(String what) {
    return new Fault(
        "not-managed",
        null,
        0,
        0,
        "Not managed, and not deployed: " + what + ".",
        "Take it out of the files, and change it by hand where it is needed.");
  }

  private static Fault fault(RowFinding row) {
    return new Fault(
        "rows-in-the-way",
        null,
        0,
        0,
        row.text(),
        "Change those rows first, or what the files say of " + row.object() + ".");
  }

  private static JdbcSession jdbc(Session session) {
    if (session instanceof JdbcSession jdbc) {
      return jdbc;
    }
    throw new IllegalStateException("a schema is read through JDBC");
  }

  private static DatabaseSchema inspect(Session session, SchemaDialect dialect) {
    JdbcSession jdbc = jdbc(session);
    try {
      return dialect.inspect(jdbc.raw()).without(Bookkeeping::contains);
    } catch (SQLException e) {
      throw jdbc.translate(e, "read the schema");
    }
  }
}
