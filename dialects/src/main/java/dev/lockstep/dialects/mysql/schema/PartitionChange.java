package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds the clause that touches only the partitions that differ.
final class PartitionChange {
  private static final Pattern PARTITION =
      Pattern.compile(
          "(?s)PARTITION (`(?:[^`]|``)+`)(?: VALUES LESS THAN (.*?))?(?: COMMENT = .*)?");

  /// A clause written here, which stands in a statement of its own.
  static final Pattern ALONE = Pattern.compile("(?s)(ADD|REORGANIZE) PARTITION .*");

  private PartitionChange() {}

  /// Returns nothing when it is not plain that the same rows fit.
  static Optional<String> between(SchemaObject from, SchemaObject to) {
    List<String> before = new ArrayList<>(from.texts("partitions"));
    List<String> after = new ArrayList<>(to.texts("partitions"));
    if (after.size() > before.size() && after.subList(0, before.size()).equals(before)) {
      return Optional.of(
          "ADD PARTITION" + PartitioningKind.list(after.subList(before.size(), after.size())));
    }
    boolean ranges = to.text("by").startsWith("RANGE") && !to.text("by").contains("SUBPARTITION");
    if (!ranges) {
      return Optional.empty();
    }
    while (before.size() > 1 && after.size() > 1 && before.getFirst().equals(after.getFirst())) {
      before.removeFirst();
      after.removeFirst();
    }
    while (before.size() > 1
        && after.size() > 1
        && before.getLast().equals(after.getLast())
        && limit(before.get(before.size() - 2)).equals(limit(after.get(after.size() - 2)))) {
      before.removeLast();
      after.removeLast();
    }
    return limit(before.getLast()).equals(limit(after.getLast()))
        ? Optional.of(
            "REORGANIZE PARTITION "
                + before.stream().map(text -> part(text, 1)).collect(Collectors.joining(", "))
                + " INTO"
                + PartitioningKind.list(after))
        : Optional.empty();
  }

  private static String limit(String partition) {
    return part(partition, 2);
  }

  private static String part(String partition, int group) {
    Matcher matcher = PARTITION.matcher(partition);
    return matcher.matches() ? String.valueOf(matcher.group(group)) : partition;
  }
}
