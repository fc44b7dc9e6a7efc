package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is how the rows of a table are spread over partitions.
///
/// *Shape*: `by` is what stands behind `PARTITION BY`; `partitions` are spelled one by one, unless
/// `count` says it all.
final class PartitioningKind implements ObjectKind {
  private static final Pattern QUOTED_LIST =
      Pattern.compile("\"(?:[^\"]|\"\")*+\"(?:,\"(?:[^\"]|\"\")*+\")*+");

  /// MariaDB shows it in the open, MySQL in a comment.
  private static final Pattern OLD_KEYS =
      Pattern.compile(" KEY (?:\\*/ /\\*!50611 )?ALGORITHM = 1 ");

  private static final String NAME = "partitioning";
  private static final String SHOWN = "\n PARTITION BY ";

  /// What stands in the place of the values of a default partition; a value may be the same.
  private static final Set<String> LIKE_DEFAULT = Set.of("null", "", "0", "MAXVALUE");

  private static final Pattern ENGINE = Pattern.compile(" ENGINE = \\w+");

  /// Is a row of the information schema; a part of a part has a row of its own.
  private record Part(
      String name,
      String sub,
      String method,
      String subMethod,
      String expression,
      String subExpression,
      @Nullable String description,
      String comment) {}

  static void read(Catalog catalog) throws SQLException {
    List<Found> tables =
        catalog.ofKind(TableKind.NAME).stream()
            .filter(table -> table.attributes.remove("_partitioned") != null)
            .toList();
    if (tables.isEmpty()) {
      return;
    }
    Map<String, List<Part>> parts = new LinkedHashMap<>();
    catalog.each(
        """
        SELECT TABLE_NAME, PARTITION_NAME, SUBPARTITION_NAME, PARTITION_METHOD, SUBPARTITION_METHOD,
          PARTITION_EXPRESSION, SUBPARTITION_EXPRESSION, PARTITION_DESCRIPTION, PARTITION_COMMENT
        FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = ? AND PARTITION_NAME IS NOT NULL
        ORDER BY TABLE_NAME, PARTITION_ORDINAL_POSITION, SUBPARTITION_ORDINAL_POSITION\
        """,
        row ->
            parts
                .computeIfAbsent(row.text("TABLE_NAME"), _ -> new ArrayList<>())
                .add(
                    new Part(
                        row.text("PARTITION_NAME"),
                        row.text("SUBPARTITION_NAME"),
                        row.text("PARTITION_METHOD"),
                        row.text("SUBPARTITION_METHOD"),
                        inBackticks(row.text("PARTITION_EXPRESSION")),
                        inBackticks(row.text("SUBPARTITION_EXPRESSION")),
                        row.get("PARTITION_DESCRIPTION"),
                        row.text("PARTITION_COMMENT"))));
    for (Found table : tables) {
      List<Part> own = parts.getOrDefault(table.id.name(), List.of());
      if (!own.isEmpty()) {
        read(catalog, table, own);
      }
    }
  }

  /// MySQL keeps names as the session quoted them that made the table; in a list of columns there
  /// are no strings.
  private static String inBackticks(String columns) {
    return QUOTED_LIST.matcher(columns).matches()
        ? SqlText.strings(columns).stream()
            .map(name -> Spelling.name(name.replace("\"\"", "\"")))
            .collect(Collectors.joining(","))
        : columns;
  }

  private static void read(Catalog catalog, Found table, List<Part> parts) throws SQLException {
    String name = table.id.name();
    Part first = parts.getFirst();
    Found found =
        catalog
            .add(NAME, table.id, name)
            .usesColumns(name, SqlText.names(first.expression()))
            .usesColumns(name, SqlText.names(first.subExpression()));
    // The information schema tells neither the limits of a history nor a default partition, nor
    // how the server once spread keys.
    boolean isHistory = first.method().equals("SYSTEM_TIME");
    boolean mayHaveDefault =
        catalog.flavour().isMariaDb()
            && first.method().startsWith("LIST")
            && parts.stream()
                .anyMatch(part -> LIKE_DEFAULT.contains(String.valueOf(part.description())));
    boolean isKey = first.method().endsWith("KEY");
    String shown = isHistory || mayHaveDefault || isKey ? catalog.shownTable(name) : "";
    if (isHistory) {
      history(found, shown);
    } else {
      ordinary(found, parts, shown);
    }
  }

  private static void history(Found found, String shown) {
    String text = shown.substring(shown.lastIndexOf(SHOWN) + SHOWN.length());
    int list = text.indexOf("\n(");
    found.put("by", (list < 0 ? text : text.substring(0, list)).replace('\n', ' '));
    if (list >= 0) {
      found.list(
          "partitions",
          ENGINE
              .matcher(text.substring(list + 2, text.length() - 1))
              .replaceAll("")
              .lines()
              .map(line -> line.strip().replaceFirst(",$", ""))
              .toList());
    }
  }

  private static void ordinary(Found found, List<Part> parts, String shown) {
    Part first = parts.getFirst();
    String how = OLD_KEYS.matcher(shown).find() ? " ALGORITHM = 1" : "";
    String by = first.method() + how + " (" + first.expression() + ")";
    Map<String, List<Part>> byName = new LinkedHashMap<>();
    parts.forEach(part -> byName.computeIfAbsent(part.name(), _ -> new ArrayList<>()).add(part));
    boolean subCounted = true;
    if (!first.subMethod().isEmpty()) {
      by += " SUBPARTITION BY " + first.subMethod() + " (" + first.subExpression() + ")";
      subCounted =
          byName.values().stream()
              .allMatch(subs ->
                  counted(subs.stream().map(Part::sub).toList(), subs.getFirst().name() + "sp"));
      by += subCounted ? " SUBPARTITIONS " + byName.values().iterator().next().size() : "";
    }
    found.put("by", by);
    boolean spread = first.method().endsWith("HASH") || first.method().endsWith("KEY");
    boolean plain = parts.stream().allMatch(part -> part.comment().isEmpty()) && subCounted;
    if (spread && plain && counted(List.copyOf(byName.keySet()), "p")) {
      found.put("count", byName.size() == 1 ? null : Integer.toString(byName.size()));
      return;
    }
    for (List<Part> subs : byName.values()) {
      found.add("partitions", spelled(subs, subCounted, shown));
    }
  }

  /// Tells whether names are those that the server gives itself.
  private static boolean counted(List<String> names, String before) {
    return IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals(before + i));
  }

  private static String spelled(List<Part> subs, boolean subCounted, String shown) {
    Part part = subs.getFirst();
    StringBuilder text = new StringBuilder("PARTITION ").append(Spelling.name(part.name()));
    if (part.method().startsWith("RANGE")) {
      boolean all = part.method().equals("RANGE") && "MAXVALUE".equals(part.description());
      text.append(" VALUES LESS THAN ").append(all ? "MAXVALUE" : "(" + part.description() + ")");
    } else if (part.method().startsWith("LIST")) {
      text.append(
          shown.contains(text + " DEFAULT")
              ? " DEFAULT"
              : " VALUES IN (" + part.description() + ")");
    }
    if (subCounted) {
      text.append(comment(part));
    } else {
      text.append(" (")
          .append(
              String.join(
                  ", ",
                  subs.stream()
                      .map(sub -> "SUBPARTITION " + Spelling.name(sub.sub()) + comment(sub))
                      .toList()))
          .append(")");
    }
    return text.toString();
  }

  private static String comment(Part part) {
    return part.comment().isEmpty() ? "" : " COMMENT = " + Spelling.literal(part.comment());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean bornWithParent(SchemaObject object) {
    return true;
  }

  static String definition(SchemaObject object) {
    return "PARTITION BY "
        + object.text("by")
        + (object.has("count") ? " PARTITIONS " + object.text("count") : "")
        + (object.has("partitions") ? list(object.texts("partitions")) : "");
  }

  static String list(List<String> partitions) {
    return " (\n  " + String.join(",\n  ", partitions) + "\n)";
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of(Spelling.alter(object, definition(object)));
  }

  @Override
  public Optional<String> failsIf(
      SchemaObject object, DatabaseSchema live, DatabaseSchema desired) {
    boolean takesAll =
        object.texts("partitions").isEmpty()
            || object.text("by").startsWith("SYSTEM_TIME")
            || object.texts("partitions").stream()
                .anyMatch(part ->
                    part.contains(" VALUES LESS THAN MAXVALUE")
                        || part.contains(" VALUES LESS THAN (MAXVALUE")
                        || part.contains(" DEFAULT"));
    return takesAll
        ? Optional.empty()
        : Optional.of("a row of " + object.id().name() + " belongs to no partition");
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of(Spelling.alter(object, "REMOVE PARTITIONING"));
  }

  /// New partitions behind the others are added, and others in their place where it is plain that
  /// they take the same rows; for anything else the server spreads the rows of the whole table
  /// anew, and refuses where one fits nowhere. No partition is dropped, for its rows would be lost.
  @Override
  public Alteration alter(Change change) {
    boolean listed =
        change.onlyTouches(List.of("partitions"))
            && change.to().has("partitions")
            && Stream.of("RANGE", "LIST").anyMatch(change.to().text("by")::startsWith);
    return (listed ? PartitionChange.between(change.from(), change.to()) : Optional.<String>empty())
        .map(clause -> Alteration.inPlace(List.of(Spelling.alter(change.to(), clause))))
        .orElseGet(() ->
            new Alteration.InPlace(
                create(change.to(), change.desired()),
                List.of(),
                List.of(),
                failsIf(change.to(), change.live(), change.desired()).stream().toList(),
                false));
  }
}
