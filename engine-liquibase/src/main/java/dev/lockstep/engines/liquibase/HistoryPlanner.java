package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.engines.liquibase.Comparison.Pair;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.Checksums;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.Rerun;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.RowText;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.TransactionUse;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.WayBack;
import dev.lockstep.engines.liquibase.bridge.ChangesetKey;
import dev.lockstep.migration.HistoryPlan;
import dev.lockstep.source.SourceLocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plans changes to the history alone: baseline, tag and repair.
final class HistoryPlanner {
  /// The path of rows that hold a tag and stand for no changeset, as Liquibase writes it too.
  static final String TAGS = "liquibase-internal";

  /// What Liquibase computes for a changeset without changes.
  private static final String EMPTY_CHECKSUM = "9:d41d8cd98f00b204e9800998ecf8427e";

  private final ChangelogDefinition definition;
  private final History history;
  private final List<String> setup;
  private final HistoryWrites writes;
  private final List<RowWrite> changes = new ArrayList<>();
  private final List<String> effects = new ArrayList<>();

  HistoryPlanner(
      ChangelogDefinition definition, History history, List<String> setup, String deploymentId) {
    this.definition = definition;
    this.history = history;
    this.setup = setup;
    this.writes = new HistoryWrites(definition.tables(), deploymentId);
  }

  /// Records everything that would run, up to a changeset or tag, without running it.
  HistoryPlan baseline(@Nullable String version) {
    int last =
        version == null
            ? Integer.MAX_VALUE
            : new TargetChangeset(definition.changesets()).find(version);
    int order = history.lastOrder();
    for (Pair pair : Comparison.of(definition, history).pairs()) {
      if (pair.index() <= last && pair.due()) {
        order++;
        HistoryRow row = pair.row();
        changes.add(
            row == null
                ? writes.insert(pair.changeset(), order, "EXECUTED")
                : writes.rerun(pair.changeset(), row, order));
        effects.add("record " + pair.changeset().key() + " as executed without running it");
      }
    }
    return new HistoryPlan(setup, changes, effects);
  }

  /// Tags the row that was executed last; an empty history gets a row of its own for the tag.
  HistoryPlan tag(String tag, Instant now) {
    HistoryRow last = history.last();
    if (last == null) {
      changes.add(writes.insert(tagOnly(tag, now), 1, "EXECUTED"));
      effects.add("record the tag '" + tag + "' in a row of its own, because the history is empty");
    } else {
      changes.add(writes.tag(last, tag));
      effects.add("tag " + last.key() + " with '" + tag + "'");
      if (last.tag() != null && !last.tag().equals(tag)) {
        effects.set(0, effects.getFirst() + " instead of '" + last.tag() + "'");
      }
    }
    return new HistoryPlan(setup, changes, effects);
  }

  /// Accepts changed contents and frees a lock whose holder is proven dead.
  HistoryPlan repair(LockHolder.Standing lock) {
    for (Pair pair : Comparison.of(definition, history).pairs()) {
      HistoryRow row = pair.row();
      if (row != null && pair.invalid()) {
        String checksum = pair.changeset().checksums().version9();
        changes.add(writes.checksum(row, checksum));
        effects.add(
            "accept the present content of "
                + row.key()
                + ": checksum "
                + row.checksum()
                + " becomes "
                + checksum);
      }
    }
    if (lock instanceof LockHolder.Standing.Dead dead) {
      changes.add(writes.unlock());
      effects.add("free the lock of " + dead.by() + ": " + dead.proof());
    }
    return new HistoryPlan(changes.isEmpty() ? List.of() : setup, changes, effects);
  }

  private static ChangesetDefinition tagOnly(String tag, Instant now) {
    return new ChangesetDefinition(
        new ChangesetKey(TAGS, String.valueOf(now.toEpochMilli()), "liquibase"),
        null,
        new SourceLocation(TAGS),
        new RowText("empty", "", null, null),
        new Checksums(EMPTY_CHECKSUM, "", "", List.of(), List.of()),
        Rerun.NEVER,
        TransactionUse.ONE,
        tag,
        false,
        null,
        new WayBack(WayBack.Kind.NONE, ""));
  }
}
