package dev.lockstep.engines.flyway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares files and history and gives each migration the state that `flyway info` shows.
///
/// *Shape*: rows come first, in the order they were written, then what is not applied, versioned by
/// version and repeatable by description. Linear in the number of migrations and rows, but for
/// sorting.
///
/// *Undone versions*: the community library cannot read the `UNDO_SQL` rows of the paid edition (it
/// stops with an unknown type), and treats a version as open again only behind a `DELETE` row. Our
/// undo therefore writes a `DELETE` row that carries the undo script's name; a `DELETE` row with
/// the migration's own script name is a repair's. Rows of the paid edition are understood as well.
///
/// *Source*: flyway-core 13.12, compared with its `info()` in tests.
final class Timeline {
  private final Settings.Rules rules;
  private final Map<Key, Resolved> versioned = new HashMap<>();
  private final Map<String, Resolved> repeatable = new HashMap<>();
  private final List<Applied> applied = new ArrayList<>();
  private final Map<FlywayVersion, Applied> latest = new HashMap<>();
  private final Map<String, Applied> latestRepeatable = new HashMap<>();
  private final Map<String, Integer> latestRuns = new HashMap<>();
  private final List<Standing> standings = new ArrayList<>();
  private @Nullable FlywayVersion lastResolved;
  private @Nullable FlywayVersion lastApplied;
  private @Nullable FlywayVersion appliedBaseline;
  private @Nullable FlywayVersion pendingBaseline;
  private @Nullable FlywayVersion target;
  private boolean bounded;

  private record Key(FlywayVersion version, String type) {}

  private static final class Applied {
    private final HistoryRow row;
    private boolean outOfOrder;
    private boolean deleted;
    private boolean undone;

    Applied(HistoryRow row) {
      this.row = row;
    }

    boolean live() {
      return !deleted && !undone && !row.delete() && !row.undo();
    }
  }

  private Timeline(Settings.Rules rules) {
    this.rules = rules;
  }

  static Timeline of(List<Resolved> migrations, List<HistoryRow> rows, Settings.Rules rules) {
    Timeline timeline = new Timeline(rules);
    migrations.forEach(timeline::offer);
    rows.forEach(timeline::replay);
    timeline.order();
    timeline.compare(migrations);
    return timeline;
  }

  List<Standing> standings() {
    return List.copyOf(standings);
  }

  /// Returns what a deployment runs, in order.
  List<Resolved> pending() {
    List<Resolved> pending = new ArrayList<>();
    for (Standing standing : standings) {
      Resolved resolved = standing.resolved();
      if (standing.state() == FlywayState.PENDING && resolved != null) {
        pending.add(resolved);
        if (rules.target().reach() == Settings.Reach.NEXT) {
          break;
        }
      }
    }
    return pending;
  }

  /// Returns the version of the baseline that counts, if there is one.
  Optional<FlywayVersion> baseline() {
    return Optional.ofNullable(appliedBaseline);
  }

  /// Returns the rows that are in effect: applied, and neither undone nor deleted since.
  List<HistoryRow> live() {
    return applied.stream()
        .filter(Applied::live)
        .map(each -> each.row)
        .filter(HistoryRow::success)
        .toList();
  }

  /// Tells whether a target version was asked for that no migration has.
  boolean targetMissing() {
    FlywayVersion wanted = rules.target().version();
    return wanted != null
        && rules.target().mustExist()
        && standings.stream().noneMatch(standing -> wanted.equals(standing.version()));
  }

  private void offer(Resolved resolved) {
    FlywayVersion version = resolved.version();
    if (version == null) {
      repeatable.put(resolved.description(), resolved);
      return;
    }
    if (lastResolved == null || version.compareTo(lastResolved) > 0) {
      lastResolved = version;
    }
    versioned.put(new Key(version, resolved.type()), resolved);
  }

  private void replay(HistoryRow row) {
    FlywayVersion version = row.version();
    Applied entry = new Applied(row);
    if (version == null) {
      replayRepeatable(entry);
      return;
    }
    if (row.baseline() && (appliedBaseline == null || version.compareTo(appliedBaseline) > 0)) {
      appliedBaseline = version;
    }
    if (row.delete() && row.success()) {
      Applied before = latest.get(version);
      if (before != null) {
        boolean repair = before.row.script().equals(row.script());
        before.deleted |= repair;
        before.undone |= !repair;
      }
      return;
    }
    if (row.undo()) {
      Applied before = latest.get(version);
      if (before != null && row.success()) {
        before.undone = true;
      }
    } else if (!row.synthetic()) {
      latest.put(version, entry);
    }
    applied.add(entry);
  }

  private void replayRepeatable(Applied entry) {
    HistoryRow row = entry.row;
    String description = row.description();
    if (row.delete() && row.success()) {
      Applied before = latestRepeatable.get(description);
      if (before != null) {
        before.deleted = true;
      }
    }
    if (!row.synthetic()) {
      latestRepeatable.put(description, entry);
    }
    latestRuns.merge(description, row.rank(), Math::max);
    applied.add(entry);
  }

  private void order() {
    for (Applied each : applied) {
      FlywayVersion version = each.row.version();
      if (version == null) {
        continue;
      }
      if (lastApplied != null && version.compareTo(lastApplied) <= 0) {
        each.outOfOrder = true;
      } else if (each.live()) {
        lastApplied = version;
      }
    }
  }

  private void compare(List<Resolved> migrations) {
    Set<Resolved> open = new LinkedHashSet<>(migrations);
    for (Applied each : applied) {
      Resolved resolved = resolve(each.row);
      boolean versionInForce = each.row.version() != null && each.live();
      if (resolved != null && (versionInForce || upToDate(each, resolved))) {
        open.remove(resolved);
      }
    }
    for (Resolved each : open) {
      FlywayVersion version = each.version();
      if (version != null
          && each.baseline()
          && (pendingBaseline == null || version.compareTo(pendingBaseline) > 0)) {
        pendingBaseline = version;
      }
    }
    aim();
    for (Applied each : applied) {
      standings.add(new Standing(resolve(each.row), each.row, state(each)));
    }
    List<Resolved> inOrder = new ArrayList<>(open);
    inOrder.sort(ProjectReader.ORDER);
    if (rules.target().reach() == Settings.Reach.NEXT) {
      aimAtNext(inOrder);
    }
    for (Resolved each : inOrder) {
      standings.add(new Standing(each, null, state(each)));
    }
  }

  // A repeatable migration that comes first leaves the versions unbounded, as in the library.
  private void aimAtNext(List<Resolved> inOrder) {
    for (Resolved each : inOrder) {
      if (state(each) == FlywayState.PENDING) {
        target = each.version();
        bounded = target != null;
        return;
      }
    }
  }

  private void aim() {
    switch (rules.target().reach()) {
      case ALL, NEXT -> {
        // Nothing bounds the versions; `next` counts them later.
      }
      case CURRENT -> {
        bounded = true;
        target = lastApplied;
      }
      case VERSION -> {
        bounded = true;
        target = rules.target().version();
      }
    }
  }

  private @Nullable Resolved resolve(HistoryRow row) {
    FlywayVersion version = row.version();
    return version == null
        ? repeatable.get(row.description())
        : versioned.get(new Key(version, row.presentType()));
  }

  private boolean upToDate(Applied each, Resolved resolved) {
    HistoryRow row = each.row;
    return row.version() == null
        && each.live()
        && row.rank() == latestRuns.getOrDefault(row.description(), -1)
        && resolved.matches(row.checksum());
  }

  private FlywayState state(Resolved resolved) {
    FlywayVersion version = resolved.version();
    if (version == null) {
      return FlywayState.PENDING;
    }
    FlywayVersion baseline = lastApplied == null ? pendingBaseline : appliedBaseline;
    boolean first = lastApplied == null && appliedBaseline == null;
    int order = baseline == null ? 1 : version.compareTo(baseline);
    if (order < 0) {
      return FlywayState.BELOW_BASELINE;
    }
    if (order == 0) {
      boolean runs = resolved.baseline() && version.equals(pendingBaseline) && first;
      return runs ? FlywayState.PENDING : FlywayState.BASELINE_IGNORED;
    }
    if (bounded && (target == null || version.compareTo(target) > 0)) {
      return FlywayState.ABOVE_TARGET;
    }
    boolean late = lastApplied != null && version.compareTo(lastApplied) < 0;
    if ((late && !rules.outOfOrder()) || (resolved.baseline() && !first)) {
      return FlywayState.IGNORED;
    }
    return FlywayState.PENDING;
  }

  private FlywayState state(Applied each) {
    HistoryRow row = each.row;
    if (each.undone) {
      return FlywayState.UNDONE;
    }
    if (each.deleted) {
      return FlywayState.DELETED;
    }
    if (row.delete() || row.undo()) {
      return row.success() || row.delete() ? FlywayState.SUCCESS : FlywayState.FAILED;
    }
    if (row.type().equals(HistoryRow.BASELINE)) {
      return FlywayState.BASELINE;
    }
    Resolved resolved = resolve(row);
    FlywayState missing = resolved == null ? missing(row) : null;
    if (row.baselineScript()) {
      return !row.success() ? FlywayState.FAILED : missing != null ? missing : FlywayState.BASELINE;
    }
    if (missing != null) {
      return missing;
    }
    if (!row.success()) {
      return FlywayState.FAILED;
    }
    if (row.type().equals(HistoryRow.SCHEMA)) {
      return FlywayState.SUCCESS;
    }
    if (row.version() == null) {
      return repeatableState(row, resolved);
    }
    return each.outOfOrder ? FlywayState.OUT_OF_ORDER : FlywayState.SUCCESS;
  }

  private FlywayState repeatableState(HistoryRow row, @Nullable Resolved resolved) {
    if (row.rank() != latestRuns.getOrDefault(row.description(), -1)) {
      return FlywayState.SUPERSEDED;
    }
    return resolved != null && resolved.matches(row.checksum())
        ? FlywayState.SUCCESS
        : FlywayState.OUTDATED;
  }

  private @Nullable FlywayState missing(HistoryRow row) {
    FlywayVersion version = row.version();
    if (version == null && row.rank() != latestRuns.getOrDefault(row.description(), -1)) {
      return null;
    }
    if (row.type().equals(HistoryRow.SCHEMA)) {
      return FlywayState.SUCCESS;
    }
    boolean past = version == null || (lastResolved != null && version.compareTo(lastResolved) < 0);
    if (past) {
      return row.success() ? FlywayState.MISSING_SUCCESS : FlywayState.MISSING_FAILED;
    }
    return row.success() ? FlywayState.FUTURE_SUCCESS : FlywayState.FUTURE_FAILED;
  }
}
