package dev.lockstep.cli;

import dev.lockstep.diff.Difference;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Says of two databases what is the same in both but for its owner. Environments have different
/// roles, so that owners are no difference and no plan changes them.
final class OtherOwners {
  private static final String OWNER = "_owner";

  private OtherOwners() {}

  /// Returns what to tell people, if there is such an object.
  static Optional<String> note(
      DatabaseSchema from, DatabaseSchema to, List<Difference> differences) {
    Set<ObjectId> different =
        differences.stream().map(Difference::id).collect(Collectors.toUnmodifiableSet());
    long count =
        from.objects().values().stream()
            .filter(object -> object.has(OWNER) && !different.contains(object.id()))
            .filter(object ->
                to.find(object.id())
                    .filter(other -> other.has(OWNER))
                    .filter(other -> !other.text(OWNER).equals(object.text(OWNER)))
                    .isPresent())
            .count();
    return count == 0
        ? Optional.empty()
        : Optional.of(
            count == 1
                ? "1 object differs in its owner alone; owners are not changed."
                : count + " objects differ in their owner alone; owners are not changed.");
  }
}
