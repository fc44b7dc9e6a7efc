package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.Comparison.Pair;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.RollbackTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Selects the rows a rollback takes back, newest first, as Liquibase does.
///
/// *Errors*: `USAGE` for a target that the history does not know.
final class RollbackSelection {
  private final History history;
  private final Comparison comparison;

  RollbackSelection(History history, Comparison comparison) {
    this.history = history;
    this.comparison = comparison;
  }

  List<HistoryRow> select(RollbackTarget target) {
    return switch (target) {
      case RollbackTarget.Count wanted -> count(wanted);
      case RollbackTarget.Tag wanted -> tag(wanted);
      case RollbackTarget.Date(java.time.Instant instant) ->
          newestFirst().stream()
              .filter(row -> row.executedAt() != null && row.executedAt().isAfter(instant))
              .toList();
      case RollbackTarget.Version(String version) -> version(version);
      case RollbackTarget.Position(String position) ->
          position == null ? newestFirst() : position(position);
    };
  }

  private List<HistoryRow> count(RollbackTarget.Count wanted) {
    if (wanted.count() < 0) {
      throw new LockstepException(ErrorCode.USAGE, "A rollback needs a count of 0 or more.");
    }
    List<HistoryRow> rows = newestFirst().stream().filter(this::meantHere).toList();
    if (wanted.count() > rows.size()) {
      throw wanted.tooHigh(rows.size());
    }
    return rows.subList(0, wanted.count());
  }

  private List<HistoryRow> tag(RollbackTarget.Tag wanted) {
    List<HistoryRow> selected = new ArrayList<>();
    for (HistoryRow row : newestFirst()) {
      if (wanted.tag().equalsIgnoreCase(row.tag())) {
        if (onlySetsTag(row)) {
          selected.add(row);
        }
        return selected;
      }
      selected.add(row);
    }
    throw wanted.unknown(
        history.rows().stream().map(HistoryRow::tag).filter(Objects::nonNull).toList());
  }

  /// A changeset that does nothing but tag goes with its tag, unless its author keeps it.
  private boolean onlySetsTag(HistoryRow row) {
    Pair pair = comparison.byRow().get(row);
    boolean kept = pair != null && pair.changeset().keepsTagOnRollback();
    return row.description().strip().equals("tagDatabase") && !kept;
  }

  private List<HistoryRow> version(String version) {
    List<HistoryRow> named =
        history.rows().stream()
            .filter(row ->
                row.key().toString().equals(version)
                    || row.identity().equals(version)
                    || row.key().id().equals(version))
            .toList();
    List<HistoryRow> exact = named.stream().filter(row -> !row.key().id().equals(version)).toList();
    List<HistoryRow> meant = exact.isEmpty() ? named : exact;
    if (meant.size() != 1) {
      throw new LockstepException(
          ErrorCode.USAGE,
          meant.isEmpty()
              ? "The history has no changeset '" + version + "'."
              : "'" + version + "' stands for " + meant.size() + " changesets of the history.",
          "Name it by path::id::author.");
    }
    List<HistoryRow> rows = newestFirst();
    return rows.subList(0, rows.indexOf(meant.getFirst()));
  }

  private List<HistoryRow> position(String text) {
    Position position = Position.parse(text);
    if (!position.isIn(history)) {
      throw new LockstepException(
          ErrorCode.VALIDATION_FAILED,
          "The history does not lead back to this point: changeset "
              + position.identity()
              + " was taken back since.",
          "Roll back by count, date or version instead.");
    }
    return newestFirst().stream().filter(row -> row.order() > position.order()).toList();
  }

  /// Liquibase counts only changesets that it would touch here.
  private boolean meantHere(HistoryRow row) {
    Pair pair = comparison.byRow().get(row);
    return pair == null || pair.changeset().excluded() == null;
  }

  private List<HistoryRow> newestFirst() {
    return history.rows().reversed();
  }
}
