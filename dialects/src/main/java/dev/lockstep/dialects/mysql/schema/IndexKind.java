package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Is an index of a table, its primary and unique keys among them.
///
/// *Shape*: `parts` are spelled columns or expressions; `type` is a keyword, absent for a plain
/// one.
final class IndexKind implements ObjectKind {
  static final String NAME = "index";
  static final String PRIMARY = "PRIMARY";
  private static final Set<String> TREES = Set.of("BTREE", "HASH", "RTREE", "FULLTEXT", "SPATIAL");

  static void read(Catalog catalog) throws SQLException {
    Flavour flavour = catalog.flavour();
    String hidden =
        flavour.isMariaDb()
            ? flavour.isMariaDbSince(10, 6) ? "IGNORED = 'YES'" : "FALSE"
            : "IS_VISIBLE = 'NO'";
    catalog.each(
        """
        SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, COLLATION, SUB_PART, INDEX_TYPE,
          INDEX_COMMENT, %s AS HIDDEN, %s AS EXPRESSION
        FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ?
        ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX\
        """
            .formatted(hidden, flavour.isMariaDb() ? "NULL" : "EXPRESSION"),
        row -> {
          String table = row.text("TABLE_NAME");
          String name = row.text("INDEX_NAME");
          Optional<Found> owner = catalog.find(TableKind.NAME, table);
          if (owner.isPresent()) {
            Optional<Found> known = catalog.find(NAME, table, name);
            Found index = known.isPresent() ? known.get() : begin(catalog, owner.get(), name, row);
            part(catalog, index, row);
          }
        });
    for (Found index : catalog.ofKind(NAME)) {
      shownOptions(index, catalog.shownTable(index.id.path().getFirst()));
      String period = catalog.periodOf(index.id);
      if (period != null) {
        withoutOverlaps(index, period);
      }
    }
  }

  private static Found begin(Catalog catalog, Found table, String name, Catalog.Row row)
      throws SQLException {
    String method = row.text("INDEX_TYPE");
    Found index = catalog.addPart(NAME, table.id.name(), name);
    if (!TREES.contains(method)) {
      catalog.notManaged("what is particular to the " + method + " " + index.id);
    }
    boolean named = method.equals("FULLTEXT") || method.equals("SPATIAL");
    boolean usual =
        method.equals(table.text("engine").equals("MEMORY") ? "HASH" : "BTREE")
            || method.equals("RTREE");
    if (name.equals(PRIMARY)) {
      index.put("type", "PRIMARY KEY");
    } else if (named) {
      index.put("type", method);
    } else if (row.text("NON_UNIQUE").equals("0")) {
      index.put("type", "UNIQUE");
    }
    return index
        .put("method", named || usual ? null : method)
        .put("comment", row.text("INDEX_COMMENT"))
        .flag("hidden", row.text("HIDDEN").equals("1"));
  }

  private static void part(Catalog catalog, Found index, Catalog.Row row) throws SQLException {
    String column = row.get("COLUMN_NAME");
    String length = row.get("SUB_PART");
    boolean prefix = length != null && !index.text("type").equals("SPATIAL");
    String table = index.id.path().getFirst();
    String part;
    if (column == null) {
      String expression = ColumnKind.expression(row.text("EXPRESSION"), catalog);
      part = "(" + expression + ")";
      index.usesColumns(table, SqlText.names(expression));
    } else {
      part = Spelling.name(column) + (prefix ? "(" + length + ")" : "");
      index.usesColumns(table, List.of(column));
    }
    index.add("parts", row.text("COLLATION").equals("D") ? part + " DESC" : part);
    index.add("_columns", column == null || prefix ? "" : column);
  }

  /// The information schema tells neither parsers nor the sizes of blocks.
  private static void shownOptions(Found index, String table) {
    if (!table.contains(" KEY_BLOCK_SIZE=") && !table.contains(" WITH PARSER ")) {
      return;
    }
    String begin =
        index.id.name().equals(PRIMARY)
            ? "PRIMARY KEY ("
            : " KEY " + Spelling.name(index.id.name()) + " (";
    table
        .lines()
        .filter(line -> line.startsWith("  ") && line.contains(begin))
        .findFirst()
        .map(SqlText::new)
        .ifPresent(line -> {
          for (int i = 0; i < line.tokens().size(); i++) {
            String word = line.at(i).is('a') ? line.at(i).value() : "";
            if (word.equals("KEY_BLOCK_SIZE")) {
              index.put("block_size", line.at(i + 2).value());
            } else if (word.equals("PARSER")) {
              index.put("parser", line.at(i + 1).value());
            }
          }
        });
  }

  /// The server tells the period's two columns in its place.
  private static void withoutOverlaps(Found index, String period) {
    List<String> parts = new ArrayList<>(index.texts("parts"));
    parts.removeLast();
    parts.removeLast();
    parts.add(Spelling.name(period) + " WITHOUT OVERLAPS");
    String table = index.id.path().getFirst();
    index.list("parts", parts).uses(ObjectId.of("period", table, period));
  }

  /// Tells whether an index can serve a key over columns.
  static boolean serves(Found index, List<String> columns) {
    List<String> own = index.texts("_columns");
    return own.size() >= columns.size()
        && Set.copyOf(own.subList(0, columns.size())).equals(Set.copyOf(columns))
        && !index.text("type").equals("FULLTEXT")
        && !index.text("type").equals("SPATIAL");
  }

  static boolean isPrimary(SchemaObject index) {
    return index.text("type").equals("PRIMARY KEY");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean bornWithParent(SchemaObject object) {
    return true;
  }

  static String definition(SchemaObject object, DatabaseSchema within) {
    StringBuilder text = new StringBuilder();
    if (isPrimary(object)) {
      text.append("PRIMARY KEY");
    } else {
      text.append(object.has("type") ? object.text("type") + " " : "")
          .append("INDEX ")
          .append(Spelling.name(object.id().name()));
    }
    text.append(" (").append(String.join(", ", object.texts("parts"))).append(")");
    if (object.has("method")) {
      text.append(" USING ").append(object.text("method"));
    }
    if (object.has("block_size")) {
      text.append(" KEY_BLOCK_SIZE=").append(object.text("block_size"));
    }
    if (object.has("parser")) {
      text.append(" WITH PARSER ").append(Spelling.name(object.text("parser")));
    }
    if (object.has("comment")) {
      text.append(" COMMENT ").append(Spelling.literal(object.text("comment")));
    }
    if (object.has("hidden")) {
      text.append(' ').append(visibility(true, within));
    }
    return text.toString();
  }

  private static String visibility(boolean hidden, DatabaseSchema within) {
    return Flavour.isMariaDb(within)
        ? (hidden ? "IGNORED" : "NOT IGNORED")
        : (hidden ? "INVISIBLE" : "VISIBLE");
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of(Spelling.alter(object, "ADD " + definition(object, desired)));
  }

  @Override
  public Optional<String> failsIf(
      SchemaObject object, DatabaseSchema live, DatabaseSchema desired) {
    String table = object.id().path().getFirst();
    boolean known =
        live.children(ObjectId.of(TableKind.NAME, table), NAME).stream()
            .anyMatch(other -> isUnique(other) && columns(object).containsAll(columns(other)));
    boolean counts =
        object.uses().stream()
            .flatMap(used -> desired.find(used).stream())
            .anyMatch(used -> used.has("auto_increment"));
    return isUnique(object) && !known && !counts
        ? Optional.of(
            "two rows of " + table + " have the same " + String.join(", ", object.texts("parts")))
        : Optional.empty();
  }

  private static boolean isUnique(SchemaObject index) {
    return isPrimary(index) || index.text("type").equals("UNIQUE");
  }

  private static Set<String> columns(SchemaObject index) {
    return index.texts("parts").stream()
        .map(part -> part.replaceFirst(" DESC$", ""))
        .collect(Collectors.toSet());
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of(
        Spelling.alter(
            object,
            isPrimary(object)
                ? "DROP PRIMARY KEY"
                : "DROP INDEX " + Spelling.name(object.id().name())));
  }

  @Override
  public Alteration alter(Change change) {
    SchemaObject to = change.to();
    return change.onlyTouches(List.of("hidden"))
        ? Alteration.inPlace(
            List.of(
                Spelling.alter(
                    to,
                    "ALTER INDEX "
                        + Spelling.name(to.id().name())
                        + " "
                        + visibility(to.has("hidden"), change.desired()))))
        : Alteration.replace();
  }
}
