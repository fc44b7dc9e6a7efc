package dev.lockstep.scratch;

import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.dialects.schema.SchemaDialect.Seen;
import dev.lockstep.dialects.schema.SchemaDialect.Watch;
import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.SchemaPlan.Proof;
import dev.lockstep.scratch.SchemaPlan.Step;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Plans the way from one schema to another and runs it where it can do no harm: it must come to
/// where it is meant to, and each statement is watched.
///
/// @param online whether to prefer statements that let others go on
/// @param prove whether to run the plan before it is returned
public record Planning(
    SchemaDialect dialect, Supplier<ScratchServer> server, boolean online, boolean prove) {

  /// Is the SQLSTATE "feature not supported".
  private static final String UNSUPPORTED = "0A000";

  /// Plans the way.
  ///
  /// *Errors*: `INTERNAL` naming a statement that fails, or what still differs; `CONFIGURATION` for
  /// what only a superuser may run.
  ///
  /// @param renames those that are still to be done
  public SchemaPlan plan(DatabaseSchema live, DatabaseSchema wanted, List<Rename> renames) {
    DatabaseSchema desired = prove ? spelled(wanted, live.majorVersion()) : wanted;
    List<Difference> differences = Difference.between(live, desired);
    if (differences.isEmpty()) {
      return new SchemaPlan(live, desired, differences, List.of(), List.of(), Proof.BOTH_WAYS);
    }
    if (!prove && renames.isEmpty()) {
      List<Step> steps = steps(planned(live, desired));
      return new SchemaPlan(
          live, desired, differences, steps, wayBack(dialect, desired, live), Proof.NONE);
    }
    try (ScratchDatabase database = holding(live)) {
      return new Run(database, live, desired, differences).plan(renames);
    } catch (SQLException e) {
      throw ScratchServer.failed(e);
    }
  }

  /// Is a schema after renames were carried out in it.
  public record Renamed(List<SchemaChange> changes, DatabaseSchema schema) {}

  /// Carries out renames on a scratch database, in their order.
  ///
  /// *Errors*: as for [#plan].
  public Renamed renamed(DatabaseSchema live, List<Rename> renames) {
    try (ScratchDatabase database = holding(live)) {
      List<SchemaChange> changes = renames.stream().map(this::renaming).toList();
      for (SchemaChange change : changes) {
        for (String sql : change.statements()) {
          run(sql, () -> database.execute(sql));
        }
      }
      return new Renamed(changes, dialect.inspect(database.connection()));
    } catch (SQLException e) {
      throw ScratchServer.failed(e);
    }
  }

  /// Returns a schema as a server of another major version shows what makes it: each has its own
  /// way to write views, defaults and the like. Without a server of that version, it stays.
  ///
  /// *Errors*: `VALIDATION_FAILED` for what that version does not have.
  public DatabaseSchema spelled(DatabaseSchema schema, int majorVersion) {
    if (schema.majorVersion() == majorVersion) {
      return schema;
    }
    try (ScratchDatabase database = server.get().like(majorVersion).create()) {
      DatabaseSchema empty = dialect.inspect(database.connection());
      if (empty.majorVersion() != majorVersion) {
        return schema;
      }
      fill(database, empty, schema);
      DatabaseSchema there = dialect.inspect(database.connection());
      return new DatabaseSchema(
              there.dialect(), majorVersion, there.objects().values(), schema.notManaged())
          .without(id -> empty.find(id).isPresent() && schema.find(id).isEmpty());
    } catch (SQLException e) {
      throw ScratchServer.failed(e);
    } catch (LockstepException e) {
      if (e.code() != ErrorCode.INTERNAL) {
        throw e;
      }
      throw new LockstepException(
          ErrorCode.VALIDATION_FAILED,
          "A database of version %d cannot hold what comes from version %d. %s"
              .formatted(majorVersion, schema.majorVersion(), e.getMessage()),
          "Take out what that version does not have.",
          e);
    }
  }

  /// Makes a scratch database that holds a schema, of its version where there can be one.
  ///
  /// *Errors*: as for [#plan].
  public ScratchDatabase holding(DatabaseSchema schema) throws SQLException {
    ScratchDatabase database = server.get().like(schema.majorVersion()).create();
    try {
      fill(database, dialect.inspect(database.connection()), schema);
      return database;
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private void fill(ScratchDatabase database, DatabaseSchema empty, DatabaseSchema schema)
      throws SQLException {
    database.execute(dialect.preparation());
    for (SchemaChange change : dialect.planner().plan(empty, schema)) {
      for (String sql : change.statements()) {
        run(sql, () -> database.execute(sql));
      }
    }
  }

  private void run(String sql, ScratchDatabase.Action action) throws SQLException {
    try {
      action.run();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /// Plans a way back, of which nothing is left where the product has none: that is no fault of the
  /// way there.
  static List<SchemaChange> wayBack(
      SchemaDialect dialect, DatabaseSchema reached, DatabaseSchema before) {
    try {
      return dialect.planner().plan(reached, before);
    } catch (LockstepException e) {
      if (e.code() != ErrorCode.VALIDATION_FAILED) {
        throw e;
      }
      return List.of();
    }
  }

  private List<SchemaChange> planned(DatabaseSchema live, DatabaseSchema desired) {
    if (online && SupportedProducts.all().named(dialect.name()).transactionalDdl()) {
      return dialect.planner().planOnline(live, desired);
    }
    List<SchemaChange> changes = dialect.planner().plan(live, desired);
    return online ? changes.stream().map(SchemaChange::preferringOnline).toList() : changes;
  }

  private static List<Step> steps(List<SchemaChange> changes) {
    return changes.stream()
        .flatMap(change ->
            change.statements().stream().map(sql -> new Step(change, sql, Optional.empty())))
        .toList();
  }

  /// Is the work on one scratch database.
  private final class Run {
    private final ScratchDatabase database;
    private final DatabaseSchema live;
    private final DatabaseSchema desired;
    private final List<Difference> differences;

    Run(
        ScratchDatabase database,
        DatabaseSchema live,
        DatabaseSchema desired,
        List<Difference> differences) {
      this.database = database;
      this.live = live;
      this.desired = desired;
      this.differences = differences;
    }

    SchemaPlan plan(List<Rename> renames) throws SQLException {
      List<SchemaChange> back = new ArrayList<>();
      DatabaseSchema base = live;
      List<Step> steps = new ArrayList<>();
      List<SchemaChange> emptied = List.of();
      if (renames.stream().anyMatch(rename -> rename.place().size() > 1)) {
        DatabaseSchema roomy = withPlaces(renames);
        steps.addAll(watched(dialect.planner().plan(live, roomy)));
        emptied = wayBack(dialect, roomy, live);
      }
      List<Rename> next = renames.isEmpty() ? LikelyRenames.costless(live, desired) : renames;
      while (!next.isEmpty()) {
        List<SchemaChange> there = new ArrayList<>();
        for (Rename rename : innermostFirst(next)) {
          there.add(renaming(rename));
          back.addFirst(renaming(rename.back(List.of())));
        }
        steps.addAll(watched(there));
        base = dialect.inspect(database.connection());
        next = LikelyRenames.costless(base, desired);
      }
      List<SchemaChange> changes = planned(base, desired);
      List<SchemaChange> reverse = new ArrayList<>(wayBack(dialect, desired, base));
      reverse.addAll(back);
      reverse.addAll(emptied);
      if (!prove) {
        steps.addAll(steps(changes));
        return new SchemaPlan(live, desired, differences, steps, reverse, Proof.NONE);
      }
      steps.addAll(watched(changes));
      requireLanding();
      return new SchemaPlan(
          live,
          desired,
          differences,
          steps,
          reverse,
          leadsBack(reverse) ? Proof.BOTH_WAYS : Proof.FORWARD);
    }

    /// Returns what is there, with the schemas that something moves to.
    private DatabaseSchema withPlaces(List<Rename> renames) {
      List<SchemaObject> all = new ArrayList<>(live.objects().values());
      for (Rename rename : renames) {
        ObjectId place = new ObjectId("schema", rename.place().subList(0, 1));
        if (rename.place().size() > 1 && all.stream().noneMatch(one -> one.id().equals(place))) {
          desired.find(place).ifPresent(all::add);
        }
      }
      return new DatabaseSchema(live.dialect(), live.majorVersion(), all, live.notManaged());
    }

    private List<Step> watched(List<SchemaChange> changes) throws SQLException {
      Optional<Watch> watch =
          live.objects().isEmpty()
              ? Optional.empty()
              : dialect.watch(database.connection(), live.majorVersion());
      List<Step> steps = new ArrayList<>();
      for (SchemaChange change : changes) {
        List<Seen> seen = new ArrayList<>();
        for (String sql : change.statements()) {
          run(
              sql,
              () -> {
                if (watch.isPresent()) {
                  database.making(() -> seen.add(watch.get().run(sql)));
                } else {
                  database.execute(sql);
                  seen.add(new Seen(Optional.empty(), Optional.empty()));
                }
              });
        }
        steps.addAll(asSeen(change, seen));
      }
      return steps;
    }

    /// Where effects can be written out, the statements that do so are the online form.
    private List<Step> asSeen(SchemaChange change, List<Seen> seen) {
      List<String> promises = new ArrayList<>();
      for (int i = 0; i < seen.size(); i++) {
        promises.add(seen.get(i).promise().orElse(change.statements().get(i)));
      }
      SchemaChange whole =
          promises.equals(change.statements()) ? change : change.withOnline(promises);
      SchemaChange preferred = online ? whole.preferringOnline() : whole;
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < seen.size(); i++) {
        steps.add(new Step(preferred, preferred.statements().get(i), seen.get(i).effect()));
      }
      return steps;
    }

    private void requireLanding() throws SQLException {
      DatabaseSchema reached = dialect.inspect(database.connection());
      List<Difference> left = Difference.between(reached, desired);
      if (!left.isEmpty()) {
        dialect
            .noWay(reached, desired)
            .ifPresent(reason -> {
              throw new LockstepException(
                  ErrorCode.VALIDATION_FAILED,
                  reason + ".",
                  "Change what is desired, or do this part by hand first.");
            });
        int ours = reached.majorVersion();
        int theirs = Math.min(live.majorVersion(), desired.majorVersion());
        if (theirs != ours) {
          throw new LockstepException(
              ErrorCode.VALIDATION_FAILED,
              "The plan cannot be proven on a scratch database of version %d, which may spell %s otherwise than version %d."
                  .formatted(ours, left.getFirst().id(), theirs),
              "Name a server of version %d with --scratch URL, or scratch: in lockstep.yaml."
                  .formatted(theirs));
        }
        throw new LockstepException(
            ErrorCode.INTERNAL,
            "On a scratch database the planned statements do not lead to what is wanted: "
                + left.getFirst().id()
                + (left.size() > 1 ? " and " + (left.size() - 1) + " more differ." : " differs."),
            "Please report this with both schemas. --no-proof prints the statements as they are.");
      }
    }

    /// What the server refuses on the way back is no fault of the way there.
    private boolean leadsBack(List<SchemaChange> reverse) {
      try {
        for (SchemaChange change : reverse) {
          database.execute(change.statements());
        }
        return Difference.between(dialect.inspect(database.connection()), live).isEmpty();
      } catch (SQLException e) {
        return false;
      }
    }
  }

  /// A table takes its columns with it, which go by the table's old name until then.
  private static List<Rename> innermostFirst(List<Rename> renames) {
    return renames.stream()
        .sorted(Comparator.comparingInt(rename -> -rename.from().path().size()))
        .toList();
  }

  private SchemaChange renaming(Rename rename) {
    ObjectId id = rename.from();
    List<String> statements = new ArrayList<>();
    if (rename.place().size() > 1 && !rename.place().getFirst().equals(id.path().getFirst())) {
      statements.add(dialect.move(id, rename.place().getFirst()));
      id = new ObjectId(id.kind(), List.of(rename.place().getFirst(), id.name()));
    }
    if (!rename.name().equals(id.name())) {
      statements.add(dialect.rename(id, rename.name()));
    }
    return new SchemaChange(
        Action.ALTER, rename.from(), statements, List.of(), List.of(), List.of());
  }

  private LockstepException failed(String sql, SQLException cause) {
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    if (dialect.lacksRights(cause)) {
      return new LockstepException(
          ErrorCode.CONFIGURATION,
          "A planned statement cannot be proven on a scratch database: "
              + message
              + ". It is: "
              + sql,
          DesiredSql.SUPERUSER + " --no-proof prints the statements as they are.",
          cause);
    }
    if (UNSUPPORTED.equals(cause.getSQLState())) {
      return new LockstepException(
          ErrorCode.VALIDATION_FAILED,
          "The database has no way from what is there to what is wanted: "
              + message
              + ". The statement is: "
              + sql,
          "Change what is desired, or do this part by hand first.",
          cause);
    }
    return new LockstepException(
        ErrorCode.INTERNAL,
        "A planned statement fails on a scratch database: " + message + ". It is: " + sql,
        "Please report this with both schemas; nothing was changed.",
        cause);
  }
}
