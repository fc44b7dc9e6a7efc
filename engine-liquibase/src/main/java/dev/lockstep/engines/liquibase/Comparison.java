package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.Checksums;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.Rerun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lays the changesets of the files beside the rows of the history.
///
/// *Shape*: `pairs` are in the order of the changelog, one for each changeset; `missing` are rows
/// whose changeset is gone.
record Comparison(
    List<Pair> pairs, List<HistoryRow> missing, IdentityHashMap<HistoryRow, Pair> byRow) {
  private static final List<String> ANY = List.of("1:any", "1:all", "1:*");

  static Comparison of(ChangelogDefinition definition, History history) {
    Map<String, HistoryRow> rows = history.byIdentity();
    List<Pair> pairs = new ArrayList<>();
    Map<String, Pair> byIdentity = new HashMap<>();
    List<ChangesetDefinition> changesets = definition.changesets();
    for (int index = 0; index < changesets.size(); index++) {
      ChangesetDefinition changeset = changesets.get(index);
      String identity = ChangesetIdentity.of(changeset.key());
      HistoryRow row = rows.get(identity);
      if (row == null && changeset.earlierPath() != null) {
        String earlier =
            ChangesetIdentity.of(
                ChangesetIdentity.normalize(changeset.earlierPath()),
                changeset.key().id(),
                changeset.key().author());
        row = rows.get(earlier);
        identity = row == null ? identity : earlier;
      }
      Pair pair = new Pair(index, changeset, row);
      pairs.add(pair);
      byIdentity.merge(identity, pair, Comparison::meant);
    }
    List<HistoryRow> missing = new ArrayList<>();
    IdentityHashMap<HistoryRow, Pair> byRow = new IdentityHashMap<>();
    for (HistoryRow row : history.rows()) {
      Pair pair = byIdentity.get(row.identity());
      if (pair == null) {
        missing.add(row);
      } else {
        byRow.put(row, pair);
      }
    }
    return new Comparison(pairs, missing, byRow);
  }

  /// Of changesets with one identity, such as variants for several products, the one that is meant
  /// for this target; when none is, the one that ran.
  private static Pair meant(Pair one, Pair other) {
    boolean excluded = one.changeset().excluded() != null;
    if (excluded != (other.changeset().excluded() != null)) {
      return excluded ? other : one;
    }
    return one.changed() && !other.changed() ? other : one;
  }

  /// Is one changeset and its row, if it has one.
  record Pair(int index, ChangesetDefinition changeset, @Nullable HistoryRow row) {
    boolean applied() {
      return row != null;
    }

    /// Tells whether the content differs from what ran, by the rules of validation: a changeset
    /// that this target leaves out is not validated, for the row may be that of another variant of
    /// it.
    boolean invalid() {
      if (row == null
          || changeset.excluded() != null
          || changeset.rerun() != Rerun.NEVER
          || row.checksum() == null) {
        return false;
      }
      String stored = row.checksum();
      Checksums checksums = changeset.checksums();
      if (ANY.stream().anyMatch(any -> checksums.accepted().contains(any))) {
        return false;
      }
      String current = checksums.inFormOf(stored);
      if (current == null || current.equals(stored)) {
        return false;
      }
      if (checksums.accepted().contains(stored) || checksums.accepted().contains(current)) {
        return false;
      }
      return !(beforeSubstitutionFix() && checksums.beforeSubstitutionFix().contains(stored));
    }

    /// Tells whether the content differs from what ran, without exceptions.
    boolean changed() {
      if (row == null || row.checksum() == null) {
        return false;
      }
      String current = changeset.checksums().inFormOf(row.checksum());
      return current != null && !current.equals(row.checksum());
    }

    /// Tells whether the row's checksum is in an old form, or was cleared.
    boolean outdatedForm() {
      return row != null && (row.checksum() == null || !row.checksum().startsWith("9:"));
    }

    /// Tells whether the changeset would run now, by its own attributes and the history.
    boolean due() {
      if (changeset.excluded() != null) {
        return false;
      }
      if (row == null) {
        return true;
      }
      return switch (changeset.rerun()) {
        case NEVER -> false;
        case ON_CHANGE -> changed();
        case ALWAYS -> true;
      };
    }

    private boolean beforeSubstitutionFix() {
      if (row == null) {
        return false;
      }
      String[] parts = row.liquibaseVersion().split("\\.");
      try {
        return parts.length > 1
            && Integer.parseInt(parts[0]) == 4
            && Integer.parseInt(parts[1]) < 26;
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }
}
