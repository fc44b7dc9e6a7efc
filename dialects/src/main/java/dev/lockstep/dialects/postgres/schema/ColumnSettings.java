package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Reads and writes how the values of a column are stored and estimated: storage, compression,
/// statistics, options.
///
/// *Shape*: each table says so for itself, whatever its parent says, and what is written for a
/// parent is not passed on to those that are there.
final class ColumnSettings {
  /// `_usual_storage` is that of the type, beside another one.
  static final List<String> ATTRIBUTES =
      List.of("storage", "_usual_storage", "compression", "statistics", "options");

  private ColumnSettings() {}

  /// Selects them for a column `a` of a type `t`.
  static String selected(int version) {
    return """
    CASE WHEN a.attstorage <> t.typstorage THEN %1$s END AS storage,
    CASE WHEN a.attstorage <> t.typstorage THEN %2$s END AS _usual_storage,
    %3$s AS compression,
    CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END AS statistics,
    %4$s\
    """
        .formatted(
            storage("a.attstorage"),
            storage("t.typstorage"),
            version >= 14
                ? "CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END"
                : "NULL::text",
            Catalogs.sorted("a.attoptions", "options"));
  }

  private static String storage(String letter) {
    return "CASE "
        + letter
        + " WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN'"
        + " ELSE 'EXTENDED' END";
  }

  /// Writes those that a new column still lacks.
  static List<String> create(SchemaObject column, DatabaseSchema desired) {
    boolean only = passesOn(column, desired);
    List<String> statements = new ArrayList<>();
    for (String attribute : List.of("storage", "compression", "statistics")) {
      if (column.has(attribute)) {
        statements.add(set(column, attribute, only));
      }
    }
    if (column.has("options")) {
      statements.add(alter(column, "SET (" + Options.spelled(column.texts("options")) + ")", only));
    }
    return statements;
  }

  /// Writes what takes all of them away.
  static List<String> drop(SchemaObject column, DatabaseSchema live) {
    boolean only = passesOn(column, live);
    List<String> statements = new ArrayList<>();
    if (column.has("storage")) {
      statements.add(storage(column.text("_usual_storage"), column, only));
    }
    if (column.has("compression")) {
      statements.add(alter(column, "SET COMPRESSION default", only));
    }
    if (column.has("statistics")) {
      statements.add(alter(column, "SET STATISTICS -1", only));
    }
    if (column.has("options")) {
      Options.alter(column.texts("options"), List.of())
          .forEach(action -> statements.add(alter(column, action, only)));
    }
    return statements;
  }

  /// Writes what leads from one form to another. A new type forgets some of them, in the heirs too.
  static List<String> alter(Change change, boolean typeChanges) {
    SchemaObject from = change.from();
    SchemaObject to = change.to();
    boolean only = passesOn(to, change.live()) || passesOn(to, change.desired());
    List<String> statements = new ArrayList<>();
    if (change.touches("storage") && !to.has("storage") && !typeChanges) {
      statements.add(storage(from.text("_usual_storage"), to, only));
    } else if (to.has("storage") && (typeChanges || change.touches("storage"))) {
      statements.add(set(to, "storage", only));
    }
    if (to.has("compression")
        ? typeChanges || change.touches("compression")
        : change.touches("compression") && !typeChanges) {
      statements.add(set(to, "compression", only));
    }
    if (change.touches("statistics")) {
      statements.add(set(to, "statistics", only));
    }
    if (change.touches("options")) {
      Options.alter(from.texts("options"), to.texts("options"))
          .forEach(action -> statements.add(alter(to, action, only)));
    }
    if (typeChanges) {
      change.desired().users(to.id()).stream()
          .filter(heir -> heir.kind().equals(InheritedColumnKind.NAME))
          .filter(heir -> change.live().find(heir.id()).isPresent())
          .flatMap(heir ->
              Stream.of("storage", "compression")
                  .filter(heir::has)
                  .map(attribute -> set(heir, attribute, passesOn(heir, change.desired()))))
          .forEach(statements::add);
    }
    return statements;
  }

  private static String set(SchemaObject column, String attribute, boolean only) {
    String usual = attribute.equals("statistics") ? "-1" : "default";
    return alter(
        column,
        "SET "
            + attribute.toUpperCase(Locale.ROOT)
            + " "
            + (column.has(attribute) ? column.text(attribute) : usual),
        only);
  }

  /// The word for the usual one is as young as PostgreSQL 16.
  private static String storage(String usual, SchemaObject column, boolean only) {
    return alter(column, "SET STORAGE " + (usual.isEmpty() ? "DEFAULT" : usual), only);
  }

  private static boolean passesOn(SchemaObject column, DatabaseSchema within) {
    return TableKind.passesOn(TableKind.of(column), within);
  }

  private static String alter(SchemaObject column, String action, boolean only) {
    String plain = ColumnKind.alter(column, action);
    return only ? plain.replaceFirst("TABLE ", "TABLE ONLY ") : plain;
  }
}
