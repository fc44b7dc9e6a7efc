package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds values of its key columns that a partitioned table has a partition for.
final class PartitionValues {
  private static final Pattern KEY = Pattern.compile("(?:RANGE|LIST) \\((.*)\\)");
  private static final Pattern BOUND =
      Pattern.compile("FOR VALUES (?:FROM|IN) \\((.*?)\\)(?: TO \\((.*)\\))?");

  private PartitionValues() {}

  /// Returns an expression for each column whose value a partition names, none where any will do.
  ///
  /// @param number of the row; each goes to another partition, as long as there are some
  static Map<String, String> of(SchemaObject table, DatabaseSchema schema, int number) {
    List<SchemaObject> path = new ArrayList<>();
    SchemaObject at = table;
    while (at.has("partition_key")) {
      List<String> names = at.id().path();
      List<SchemaObject> partitions =
          schema.ofKind("table").stream()
              .filter(one -> one.texts("partition_of").equals(names))
              .toList();
      if (partitions.isEmpty()) {
        return Map.of();
      }
      path.add(at);
      at = partitions.get((number - 1) % partitions.size());
    }
    Map<String, String> values = new HashMap<>();
    for (int i = path.size() - 1; i >= 0; i--) {
      SchemaObject partition = i == path.size() - 1 ? at : path.get(i + 1);
      values.putAll(within(path.get(i).text("partition_key"), partition.text("partition_bound")));
    }
    return values;
  }

  private static Map<String, String> within(String key, String bound) {
    Matcher columns = KEY.matcher(key);
    Matcher limits = BOUND.matcher(bound);
    if (!columns.matches() || !limits.matches()) {
      return Map.of();
    }
    String[] names = columns.group(1).split(", ");
    String[] from = limits.group(1).split(", ");
    String[] to = limits.group(2) == null ? new String[0] : limits.group(2).split(", ");
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < names.length && i < from.length; i++) {
      boolean open = from[i].equals("MINVALUE");
      if (!open) {
        values.put(names[i].split(" ")[0], from[i]);
      } else if (i < to.length && !to[i].equals("MAXVALUE")) {
        values.put(names[i].split(" ")[0], below(to[i]));
      }
    }
    return values;
  }

  private static String below(String limit) {
    return limit.startsWith("'")
        ? "(" + limit + "::timestamp - interval '1 day')"
        : "(" + limit + " - 1)";
  }
}
