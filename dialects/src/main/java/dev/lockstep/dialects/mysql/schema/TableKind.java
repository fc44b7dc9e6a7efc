package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.dialects.target.LedgerStyle;
import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Is a table with its engine, character set and options.
final class TableKind implements ObjectKind {
  static final String NAME = "table";

  /// The number that a table without rows begins to count with. In any other it may come from rows
  /// as well as from people, so it makes no difference.
  private static final String START = "_auto_increment";

  /// Engines whose tables the information schema tells completely.
  private static final Set<String> ENGINES =
      Set.of("InnoDB", "MyISAM", "Aria", "MEMORY", "ARCHIVE", "CSV", "BLACKHOLE");

  private static final Set<String> OUR_OWN =
      Stream.of(LedgerStyle.Table.values())
          .map(table -> LedgerStyle.prefixed("", table))
          .collect(Collectors.toSet());

  /// An option with its value; both may stand in quotes.
  private static final Pattern OPTION =
      Pattern.compile("(`(?:[^`]|``)*`|\\w+)(?:=(\"[^\"]*\"|'(?:[^'\\\\]|\\\\.|'')*'|\\S*))?");

  /// Options whose default is another word than `DEFAULT`.
  private static final Map<String, String> USUAL =
      Map.of(
          "max_rows", "0",
          "min_rows", "0",
          "avg_row_length", "0",
          "key_block_size", "0",
          "checksum", "0",
          "delay_key_write", "0",
          "compression", "'NONE'",
          "encryption", "'N'");

  static void read(Catalog catalog) throws SQLException {
    catalog.each(
        """
        SELECT TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION, CREATE_OPTIONS, TABLE_COMMENT,
          CASE WHEN TABLE_ROWS = 0 AND AUTO_INCREMENT > 1 THEN AUTO_INCREMENT END AS START
        FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = ? AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE')\
        """,
        row -> {
          String name = row.text("TABLE_NAME");
          String engine = row.text("ENGINE");
          if (OUR_OWN.contains(name)) {
            return;
          }
          if (row.text("TABLE_TYPE").equals("SEQUENCE")) {
            SequenceKind.found(catalog, name, engine, row.text("TABLE_COMMENT"));
          } else if (!ENGINES.contains(engine)) {
            catalog.notManaged(
                engine.isEmpty()
                    ? "table " + name + ", which the server cannot open"
                    : "table " + name + " of the engine " + engine);
          } else {
            String options = row.text("CREATE_OPTIONS");
            catalog
                .add(NAME, null, name)
                .put("engine", engine)
                .put("collation", row.text("TABLE_COLLATION"))
                .list("options", options(options))
                .put("comment", row.text("TABLE_COMMENT"))
                .put(START, row.text("START"))
                // MySQL does not say it of all that are.
                .flag(
                    "_partitioned",
                    !catalog.flavour().isMariaDb() || options.contains("partitioned"))
                .flag("_versioned", row.text("TABLE_TYPE").equals("SYSTEM VERSIONED"));
          }
        });
  }

  private static List<String> options(String text) {
    return OPTION
        .matcher(text)
        .results()
        .filter(found -> found.group(2) != null)
        .map(found ->
            (found.group(1).startsWith("`")
                    ? found.group(1)
                    : found.group(1).toLowerCase(Locale.ROOT))
                + "="
                + found.group(2))
        .sorted()
        .toList();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    List<String> lines = new ArrayList<>();
    for (SchemaObject column : columns(object, desired)) {
      lines.add(ColumnKind.definition(column, object.text("collation"), desired));
    }
    parts(object, "period", desired).map(PeriodKind::definition).forEach(lines::add);
    parts(object, IndexKind.NAME, desired)
        .sorted(Comparator.comparing(index -> !IndexKind.isPrimary(index)))
        .map(index -> IndexKind.definition(index, desired))
        .forEach(lines::add);
    parts(object, "check", desired).map(CheckKind::definition).forEach(lines::add);
    StringBuilder tail = new StringBuilder(" ENGINE=").append(object.text("engine"));
    tail.append(' ').append(collation(object));
    object.texts("options").forEach(option -> tail.append(' ').append(spelled(option)));
    if (object.has("comment")) {
      tail.append(" COMMENT=").append(Spelling.literal(object.text("comment")));
    }
    if (object.has(START)) {
      tail.append(" AUTO_INCREMENT=").append(object.text(START));
    }
    parts(object, VersioningKind.NAME, desired)
        .forEach(versioning -> {
          VersioningKind.period(versioning).ifPresent(lines::add);
          tail.append(" WITH SYSTEM VERSIONING");
        });
    parts(object, "partitioning", desired)
        .forEach(
            partitioning -> tail.append('\n').append(PartitioningKind.definition(partitioning)));
    return List.of(
        "CREATE TABLE "
            + Spelling.name(object.id().name())
            + " (\n  "
            + String.join(",\n  ", lines)
            + "\n)"
            + tail);
  }

  private static Stream<SchemaObject> parts(
      SchemaObject table, String kind, DatabaseSchema within) {
    return within.children(table.id(), kind).stream();
  }

  /// Returns the columns in the order they have in the table.
  private static List<SchemaObject> columns(SchemaObject table, DatabaseSchema within) {
    List<String> order = ColumnOrderKind.of(table.id().name(), within);
    return parts(table, ColumnKind.NAME, within)
        .sorted(Comparator.comparingInt(column -> order.indexOf(column.id().name())))
        .toList();
  }

  private static String collation(SchemaObject table) {
    return "DEFAULT " + ColumnKind.collation(table.text("collation"));
  }

  private static String spelled(String option) {
    int sign = option.indexOf('=');
    String name = option.substring(0, sign);
    return (name.startsWith("`") ? name : name.toUpperCase(Locale.ROOT)) + option.substring(sign);
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP TABLE " + Spelling.name(object.id().name()));
  }

  @Override
  public Optional<String> lossWhenDropped(SchemaObject object) {
    return Optional.of("the rows of " + object.id());
  }

  @Override
  public Alteration alter(Change change) {
    SchemaObject to = change.to();
    List<String> clauses = new ArrayList<>();
    if (change.touches("engine")) {
      clauses.add("ENGINE=" + to.text("engine"));
    }
    if (change.touches("collation")) {
      clauses.add(collation(to));
    }
    if (change.touches("options")) {
      clauses.addAll(optionChanges(change.from().texts("options"), to.texts("options")));
    }
    if (change.touches("comment")) {
      clauses.add("COMMENT=" + Spelling.literal(to.text("comment")));
    }
    String alter = Spelling.alter(to.id().name());
    return Alteration.inPlace(clauses.stream().map(clause -> alter + clause).toList());
  }

  private static List<String> optionChanges(List<String> from, List<String> to) {
    Map<String, String> left = new TreeMap<>();
    for (String option : from) {
      String name = option.substring(0, option.indexOf('='));
      left.put(name, name + "=" + USUAL.getOrDefault(name, "DEFAULT"));
    }
    to.forEach(option -> left.remove(option.substring(0, option.indexOf('='))));
    return Stream.concat(
            left.values().stream(), to.stream().filter(option -> !from.contains(option)))
        .map(TableKind::spelled)
        .toList();
  }
}
