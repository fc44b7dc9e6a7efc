package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// Writes how an index comes to a table that is in use.
///
/// *Source*: PostgreSQL's documentation, `CREATE INDEX`, "Building Indexes Concurrently": an index
/// of a partitioned table is made empty, those of its partitions one by one, each then attached.
final class OnlineIndex {
  private static final int LONGEST_NAME = 63;

  /// The name and the table behind it, each plain or in quotes.
  private static final Pattern HEAD =
      Pattern.compile(
          "^CREATE (UNIQUE )?INDEX ((?:\"(?:[^\"]|\"\")+\"|[^\\s\"])+) ON (?:ONLY )?"
              + "((?:\"(?:[^\"]|\"\")+\"|[^\\s\"])+) ");

  private OnlineIndex() {}

  static List<String> create(SchemaObject index, DatabaseSchema desired) {
    Matcher head = HEAD.matcher(index.text("definition"));
    if (!head.find()) {
      return List.of();
    }
    String unique = head.group(1) == null ? "" : head.group(1);
    String tail = index.text("definition").substring(head.end());
    SchemaObject table = desired.get(TableKind.of(index));
    if (!table.has("partition_key")) {
      return List.of(concurrently(unique, head.group(2), head.group(3), tail));
    }
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE " + unique + "INDEX " + head.group(2) + " ON ONLY " + head.group(3) + " " + tail);
    partitions(
        statements, new Made(unique, index, tail), Spelling.path(index.id()), table, desired);
    return statements;
  }

  /// Is the index that every partition gets.
  private record Made(String unique, SchemaObject index, String tail) {}

  private static void partitions(
      List<String> statements,
      Made made,
      String parent,
      SchemaObject table,
      DatabaseSchema desired) {
    for (SchemaObject partition : desired.ofKind("table")) {
      if (!partition.texts("partition_of").equals(table.id().path())) {
        continue;
      }
      String name =
          StandingAlone.partOf(made.index().text("definition"), partition)
              .orElseGet(() -> name(partition.id(), made.index()));
      String spelled = Spelling.path(List.of(partition.id().path().getFirst(), name));
      String on = Spelling.path(partition.id());
      if (partition.has("partition_key")) {
        statements.add(
            "CREATE "
                + made.unique()
                + "INDEX "
                + Spelling.name(name)
                + " ON ONLY "
                + on
                + " "
                + made.tail());
        partitions(statements, made, spelled, partition, desired);
      } else {
        statements.add(concurrently(made.unique(), Spelling.name(name), on, made.tail()));
      }
      statements.add("ALTER INDEX " + parent + " ATTACH PARTITION " + spelled);
    }
  }

  private static String concurrently(String unique, String name, String table, String tail) {
    return "CREATE " + unique + "INDEX CONCURRENTLY " + name + " ON " + table + " " + tail;
  }

  /// Names a partition's index after both where nothing is wanted; what is too long ends in a
  /// number made of the whole.
  private static String name(ObjectId partition, SchemaObject index) {
    String whole = partition.name() + "_" + index.id().name();
    if (whole.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME) {
      return whole;
    }
    CRC32 sum = new CRC32();
    sum.update(whole.getBytes(StandardCharsets.UTF_8));
    String start = whole;
    while (start.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME - 9) {
      start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
    }
    return start + "_" + HexFormat.of().toHexDigits((int) sum.getValue());
  }
}
