package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finds the changeset that a user means by `path::id::author`, by an id, or by the tag it sets.
final class TargetChangeset {
  private final List<ChangesetDefinition> changesets;

  TargetChangeset(List<ChangesetDefinition> changesets) {
    this.changesets = changesets;
  }

  /// Returns the index of the changeset.
  ///
  /// *Errors*: `USAGE` when there is none, or more than one.
  int find(String wanted) {
    List<Predicate<ChangesetDefinition>> ways =
        List.of(
            changeset -> changeset.key().toString().equals(wanted),
            changeset -> changeset.key().id().equals(wanted),
            changeset -> wanted.equals(changeset.tag()));
    for (Predicate<ChangesetDefinition> way : ways) {
      List<Integer> found = meant(way);
      if (found.size() == 1) {
        return found.getFirst();
      }
      if (found.size() > 1) {
        throw ambiguous(wanted, found);
      }
    }
    throw new LockstepException(
        ErrorCode.USAGE,
        "No changeset of the changelog is called '" + wanted + "'.",
        "Name it by path::id::author, by its id, or by the tag it sets.");
  }

  /// Returns the changesets that fit; those that this target leaves out only when all are, for
  /// variants for several products may share one name.
  private List<Integer> meant(Predicate<ChangesetDefinition> way) {
    List<Integer> found =
        IntStream.range(0, changesets.size())
            .filter(index -> way.test(changesets.get(index)))
            .boxed()
            .toList();
    List<Integer> included =
        found.stream().filter(index -> changesets.get(index).excluded() == null).toList();
    return included.isEmpty() ? found : included;
  }

  private LockstepException ambiguous(String wanted, List<Integer> found) {
    String names =
        found.stream()
            .limit(5)
            .map(index -> changesets.get(index).key().toString())
            .collect(Collectors.joining(", "));
    return new LockstepException(
        ErrorCode.USAGE,
        "'" + wanted + "' stands for several changesets: " + names + ".",
        "Name the one you mean by path::id::author.");
  }
}
