package dev.lockstep.cli;

import dev.lockstep.lint.HistoryRule;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.MigrationKind;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.source.SourceLocation;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reviews what a branch adds to another commit, and what it does to changes that are there.
///
/// @param ref the other commit, as it was asked for
/// @param there the changes of that commit
/// @param before those that it and what is checked out had in common
record LintSince(ChangeReview run, String ref, FileChanges there, FileChanges before) {
  private static final Set<MigrationKind> AGAIN =
      Set.of(MigrationKind.REPEATABLE, MigrationKind.HOOK);

  void review(FileChanges here) {
    Set<String> ids = here.run().keySet();
    long left =
        there.run().values().stream()
            .filter(LintSince::runsOnce)
            .filter(old -> ids.contains(id(old)))
            .count();
    boolean reached = false;
    for (PlannedMigration planned : here.run().values()) {
      if (standsForTheirs(planned, here)) {
        continue;
      }
      PlannedMigration old = there.run().get(id(planned));
      boolean once = runsOnce(planned);
      left -= old != null && once ? 1 : 0;
      if (isSame(old, planned) || isTheirs(id(planned), planned)) {
        run.take(planned);
        continue;
      }
      if (old != null && once) {
        edited(planned, old);
        run.reviewKept(planned);
        continue;
      }
      if (once && !reached) {
        // Whoever has that commit has what it runs last, when the first new change comes.
        there.run().values().stream().filter(one -> !runsOnce(one)).forEach(run::take);
        reached = true;
      }
      if (once && left > 0) {
        run.say(
            HistoryRule.OUT_OF_ORDER,
            planned,
            "%s stands before %d %s that %s has already."
                .formatted(id(planned), left, left == 1 ? "change" : "changes", ref));
      }
      run.review(planned);
    }
    there.run().values().stream()
        .filter(old -> !ids.contains(id(old)))
        .forEach(old -> {
          judgeMissing(old, here.all().get(id(old)));
        });
  }

  /// Tells whether a new baseline stands for changes that the other side has: those are there, and
  /// it never runs where they have run.
  private boolean standsForTheirs(PlannedMigration planned, FileChanges here) {
    if (planned.migration().kind() != MigrationKind.BASELINE
        || there.run().containsKey(id(planned))) {
      return false;
    }
    List<PlannedMigration> theirs =
        there.run().values().stream()
            .filter(LintSince::runsOnce)
            .filter(old -> !here.run().containsKey(id(old)) && here.all().containsKey(id(old)))
            .toList();
    theirs.forEach(run::take);
    return !theirs.isEmpty();
  }

  /// Says what became of a change that would not run any more.
  ///
  /// @param now where a baseline stands for it
  private void judgeMissing(PlannedMigration old, @Nullable Migration now) {
    PlannedMigration common = before.run().get(id(old));
    if (common == null || old.migration().kind() == MigrationKind.HOOK) {
      return;
    }
    if (now == null) {
      run.say(HistoryRule.REMOVED, old, "%s has change %s, which is gone.".formatted(ref, id(old)));
    } else if (!Objects.equals(now.checksum(), common.migration().checksum())) {
      run.say(
          HistoryRule.EDITED,
          old,
          "%s has change %s already, with another text.".formatted(ref, id(old)));
    }
  }

  private void edited(PlannedMigration planned, PlannedMigration old) {
    String then = path(old);
    if (!path(planned).equals(then)) {
      run.say(
          HistoryRule.CONFLICT,
          planned,
          "%s has another change %s, in %s.".formatted(ref, id(planned), then));
      return;
    }
    String what =
        LintPlaces.reads(planned).equals(LintPlaces.reads(old))
            ? "with another text: deployments compare its checksum"
            : "with other statements";
    run.say(
        HistoryRule.EDITED,
        planned,
        "%s has change %s already, %s.".formatted(ref, id(planned), what));
  }

  /// Tells whether the other side alone has changed, added or removed a change.
  private boolean isTheirs(String id, PlannedMigration ours) {
    return isSame(before.run().get(id), ours);
  }

  /// Tells whether a change is the same to its engine. Liquibase's checksums pass over what some
  /// edits change, and its files say of others that they are allowed.
  private static boolean isSame(@Nullable PlannedMigration one, PlannedMigration other) {
    return one != null
        && LintPlaces.reads(one).equals(LintPlaces.reads(other))
        && (other.migration().kind() != MigrationKind.VERSIONED
            || Objects.equals(one.migration().checksum(), other.migration().checksum()));
  }

  private static boolean runsOnce(PlannedMigration planned) {
    return !AGAIN.contains(planned.migration().kind());
  }

  private static String id(PlannedMigration planned) {
    return planned.migration().id();
  }

  private static String path(PlannedMigration planned) {
    SourceLocation source = planned.migration().source();
    return source == null ? "" : source.path();
  }
}
