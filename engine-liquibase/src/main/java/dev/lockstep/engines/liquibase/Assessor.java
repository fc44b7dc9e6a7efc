package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.dialect.RowWrite;
import dev.lockstep.engines.liquibase.Comparison.Pair;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition.GlobalPrecondition;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.Rerun;
import dev.lockstep.engines.liquibase.bridge.ForwardSql;
import dev.lockstep.error.Fault;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Direction;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.Hooks;
import dev.lockstep.migration.MigrationState;
import dev.lockstep.migration.MigrationStatus;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a comparison of files and history into states, faults and the exact plan.
final class Assessor {
  private final LoadedChangelog changelog;
  private final ChangelogDefinition definition;
  private final History history;
  private final Comparison comparison;
  private final HistoryWrites writes;
  private final ExecutionMode modes;
  private final StatementClassifier classifier;
  private final List<Fault> faults = new ArrayList<>();
  private final List<PlannedMigration> pending = new ArrayList<>();
  private final Map<Integer, String> passedOver = new HashMap<>();

  Assessor(LoadedChangelog changelog, History history, Dialect dialect, String deploymentId) {
    this.changelog = changelog;
    this.definition = changelog.definition();
    this.history = history;
    this.comparison = Comparison.of(definition, history);
    this.writes = new HistoryWrites(definition.tables(), deploymentId);
    this.modes = new ExecutionMode(dialect);
    this.classifier = new StatementClassifier(dialect);
  }

  /// @param target the last changeset to consider; null for all
  Assessment assess(@Nullable String target, List<String> setup) {
    int last =
        target == null
            ? Integer.MAX_VALUE
            : new TargetChangeset(definition.changesets()).find(target);
    faults.addAll(definition.faults());
    int order = history.lastOrder();
    for (Pair pair : comparison.pairs()) {
      if (pair.invalid()) {
        faults.add(changedChecksum(pair));
      }
      if (pair.due() && pair.index() <= last) {
        PlannedMigration planned = plan(pair, order + 1);
        if (planned != null) {
          pending.add(planned);
          order++;
        }
      }
    }
    guardByEngine();
    Stretches.join(pending);
    upgradeChecksums(last);
    return new Assessment(
        statuses(last), faults, List.of(), pending, Hooks.NONE, setup, Position.of(history));
  }

  private @Nullable PlannedMigration plan(Pair pair, int order) {
    ForwardSql sql = changelog.forward(pair.index());
    ChangesetDefinition changeset = pair.changeset();
    return switch (sql.route()) {
      case DIRECT -> direct(pair, order, sql, "EXECUTED");
      case MARK_RAN -> direct(pair, order, sql, "MARK_RAN");
      case ENGINE ->
          planned(changeset, statements(sql), new Execution.ByEngine(sql.reason()), List.of());
      case SKIP -> {
        passedOver.put(pair.index(), sql.reason());
        yield null;
      }
      case REFUSED -> {
        // What kept its checksum from being computed, such as a missing file, is told already.
        if (definition.faults().stream().noneMatch(told -> told.message().endsWith(sql.reason()))) {
          faults.add(
              fault(
                  changeset,
                  "changeset-refused",
                  "Changeset " + changeset.key() + " cannot run: " + sql.reason(),
                  null));
        }
        yield null;
      }
    };
  }

  private PlannedMigration direct(Pair pair, int order, ForwardSql sql, String executionType) {
    ChangesetDefinition changeset = pair.changeset();
    List<PlannedStatement> statements = statements(sql);
    HistoryRow row = pair.row();
    RowWrite write =
        row == null
            ? writes.insert(changeset, order, executionType)
            : writes.rerun(changeset, row, order);
    Execution execution = new Execution.Direct(modes.of(changeset.transaction(), statements));
    return planned(changeset, statements, execution, List.of(write));
  }

  private static PlannedMigration planned(
      ChangesetDefinition changeset,
      List<PlannedStatement> statements,
      Execution execution,
      List<RowWrite> history) {
    return new PlannedMigration(
        Migrations.of(changeset),
        Direction.APPLY,
        statements,
        execution,
        history,
        Migrations.reversal(changeset),
        List.of());
  }

  private List<PlannedStatement> statements(ForwardSql sql) {
    return sql.statements().stream().map(classifier::plan).toList();
  }

  /// Lets the engine run the first changeset when the changelog itself has a precondition that
  /// queries: the engine checks it before anything runs.
  private void guardByEngine() {
    if (pending.isEmpty() || definition.precondition() == GlobalPrecondition.MET) {
      return;
    }
    PlannedMigration first = pending.getFirst();
    Execution execution =
        new Execution.ByEngine("a precondition of the changelog queries the database");
    pending.set(
        0,
        new PlannedMigration(
            first.migration(),
            first.direction(),
            first.statements(),
            execution,
            List.of(),
            first.reversal(),
            List.of()));
  }

  /// Brings checksums in an old form up to date with the first row that is written anyway, as
  /// Liquibase does with every update.
  private void upgradeChecksums(int last) {
    List<RowWrite> upgrades = new ArrayList<>();
    for (Pair pair : comparison.pairs()) {
      HistoryRow row = pair.row();
      if (row != null
          && pair.index() <= last
          && pair.outdatedForm()
          && !pair.invalid()
          && !pair.due()
          && pair.changeset().excluded() == null) {
        upgrades.add(writes.checksum(row, pair.changeset().checksums().version9()));
      }
    }
    for (int index = 0; index < pending.size() && !upgrades.isEmpty(); index++) {
      PlannedMigration planned = pending.get(index);
      if (planned.execution() instanceof Execution.Direct) {
        List<RowWrite> all = new ArrayList<>(planned.history());
        all.addAll(upgrades);
        pending.set(
            index,
            new PlannedMigration(
                planned.migration(),
                planned.direction(),
                planned.statements(),
                planned.execution(),
                all,
                planned.reversal(),
                List.of()));
        return;
      }
    }
  }

  private List<MigrationStatus> statuses(int last) {
    List<MigrationStatus> statuses = new ArrayList<>();
    for (HistoryRow row : history.rows()) {
      statuses.add(applied(row));
    }
    for (Pair pair : comparison.pairs()) {
      if (!pair.applied()) {
        statuses.add(notApplied(pair, last));
      }
    }
    return statuses;
  }

  private MigrationStatus applied(HistoryRow row) {
    Pair pair = comparison.byRow().get(row);
    if (pair == null && row.key().path().equals(HistoryPlanner.TAGS)) {
      return new MigrationStatus(
          Migrations.of(row),
          MigrationState.IGNORED,
          row.executedAt(),
          null,
          null,
          "holds the tag " + row.tag());
    }
    if (pair == null) {
      return new MigrationStatus(
          Migrations.of(row),
          MigrationState.MISSING,
          row.executedAt(),
          null,
          null,
          "no changelog has this changeset any more");
    }
    boolean again = pair.due() && !passedOver.containsKey(pair.index());
    return new MigrationStatus(
        Migrations.of(pair.changeset()),
        again ? MigrationState.OUTDATED : MigrationState.APPLIED,
        row.executedAt(),
        null,
        null,
        note(pair, row, again));
  }

  private static String note(Pair pair, HistoryRow row, boolean again) {
    if (again) {
      return pair.changeset().rerun() == Rerun.ALWAYS
          ? "runs with every deployment"
          : "changed since it ran, will run again";
    }
    if (pair.invalid()) {
      return "changed since it ran";
    }
    String ran = row.markedRan() ? "recorded without running" : "";
    String tag = row.tag() == null ? "" : "tagged " + row.tag();
    return ran.isEmpty() || tag.isEmpty() ? ran + tag : ran + ", " + tag;
  }

  private MigrationStatus notApplied(Pair pair, int last) {
    String reason = pair.changeset().excluded();
    if (reason == null && pair.index() > last) {
      reason = "it stands behind the target";
    }
    if (reason == null) {
      reason = passedOver.get(pair.index());
    }
    return new MigrationStatus(
        Migrations.of(pair.changeset()),
        reason == null ? MigrationState.PENDING : MigrationState.IGNORED,
        null,
        null,
        null,
        reason == null ? "" : reason);
  }

  private static Fault changedChecksum(Pair pair) {
    HistoryRow row = pair.row();
    String stored = row == null || row.checksum() == null ? "" : row.checksum();
    ChangesetDefinition changeset = pair.changeset();
    return fault(
        changeset,
        "checksum-changed",
        "Changeset "
            + changeset.key()
            + " changed after it ran: its checksum was "
            + stored
            + " and is now "
            + changeset.checksums().inFormOf(stored)
            + ".",
        "Undo the edit and write a new changeset, add a validCheckSum to it, or run 'lockstep"
            + " repair' to accept the new content.");
  }

  private static Fault fault(
      ChangesetDefinition changeset, String rule, String message, @Nullable String nextStep) {
    return new Fault(
        rule,
        changeset.source().path(),
        changeset.source().line(),
        changeset.source().column(),
        message,
        nextStep);
  }
}
