package dev.lockstep.dialects.mysql.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names what a database has and no object of a schema holds, so that nothing is left out in
/// silence.
///
/// *Shape*: users belong to a server and not to a schema, so what they may do, and in whose name
/// programs run, is told by user; whoever asks is left out, for they are another one elsewhere.
/// Rights on several databases at once are the server's.
final class NotManaged {
  private static final int SHOWN = 5;

  /// To read a table of the server, and to read this column of it.
  private static final List<Integer> DENIED = List.of(1142, 1143);

  private static final String SELF =
      "CONCAT('\\'', REPLACE(CURRENT_USER(), '@', '\\'@\\''), '\\'')";

  private static final String PRIVILEGES =
      """
      SELECT GRANTEE, 'the database' AS WHAT FROM information_schema.SCHEMA_PRIVILEGES
        WHERE REPLACE(REPLACE(TABLE_SCHEMA, '\\\\_', '_'), '\\\\%%', '%%') = ? AND GRANTEE <> %1$s
      UNION SELECT GRANTEE, CONCAT('table ', TABLE_NAME) FROM information_schema.TABLE_PRIVILEGES
        WHERE TABLE_SCHEMA = ? AND GRANTEE <> %1$s
      UNION SELECT GRANTEE, CONCAT('column ', TABLE_NAME, '.', COLUMN_NAME)
        FROM information_schema.COLUMN_PRIVILEGES WHERE TABLE_SCHEMA = ? AND GRANTEE <> %1$s
      """
          .formatted(SELF);

  private static final String OF_ROUTINES =
      """
      SELECT CONCAT('\\'', User, '\\'@\\'', Host, '\\'') AS GRANTEE,
        CONCAT(LOWER(Routine_type), ' ', Routine_name) AS WHAT
      FROM mysql.procs_priv WHERE Db = ? HAVING GRANTEE <> %s
      """
          .formatted(SELF);

  /// Where things are kept, by the words that say so in a table's statement.
  private static final Map<String, String> PLACES =
      Map.of(
          "DATA DIRECTORY", "data directory",
          "INDEX DIRECTORY", "index directory",
          "TABLESPACE", "tablespace",
          "STORAGE", "storage",
          "COLUMN_FORMAT", "column format",
          "ENGINE_ATTRIBUTE", "engine attribute",
          "SECONDARY_ENGINE", "secondary engine",
          "SECONDARY_ENGINE_ATTRIBUTE", "secondary engine attribute");

  private static final Pattern PLACE = Pattern.compile(String.join("|", PLACES.keySet()));

  private NotManaged() {}

  static void read(Catalog catalog) throws SQLException {
    catalog.each(
        """
        SELECT DEFAULT_COLLATION_NAME AS OWN, @@collation_server AS USUAL, CURRENT_USER() AS ME
        FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?\
        """,
        row -> {
          catalog.beginsBy("ALTER DATABASE " + ColumnKind.collation(row.text("OWN")));
          if (!row.text("OWN").equals(row.text("USUAL"))) {
            catalog.notManaged(
                "the collation " + row.text("OWN") + " that the database gives new tables");
          }
          definers(catalog, row.text("ME"));
        });
    privileges(catalog);
    for (Found table : catalog.ofKind(TableKind.NAME)) {
      places(catalog, table);
    }
  }

  private static void definers(Catalog catalog, String self) {
    SortedMap<String, SortedSet<String>> programs = new TreeMap<>();
    for (String kind :
        List.of("function", "procedure", "package", "package_body", "view", "trigger", "event")) {
      for (Found program : catalog.ofKind(kind)) {
        String definer = program.text("_definer");
        if (!definer.isEmpty() && !definer.equals(self)) {
          programs.computeIfAbsent(definer, _ -> new TreeSet<>()).add(program.id.toString());
        }
      }
    }
    programs.forEach(
        (definer, names) -> catalog.notManaged("the definer " + definer + " of " + listed(names)));
  }

  private static void privileges(Catalog catalog) throws SQLException {
    SortedMap<String, SortedSet<String>> rights = new TreeMap<>();
    Catalog.Rows rows =
        row ->
            rights.computeIfAbsent(row.text("GRANTEE"), _ -> new TreeSet<>()).add(row.text("WHAT"));
    catalog.each(PRIVILEGES, rows);
    boolean routines =
        List.of("function", "procedure", "package", "package_body").stream()
            .anyMatch(kind -> !catalog.ofKind(kind).isEmpty());
    if (routines) {
      try {
        catalog.each(OF_ROUTINES, rows);
      } catch (SQLException e) {
        if (!DENIED.contains(e.getErrorCode())) {
          throw e;
        }
        catalog.notManaged("privileges on routines, which this user may not read");
      }
    }
    rights.forEach((grantee, names) ->
        catalog.notManaged("the privileges of " + grantee + " on " + listed(names)));
  }

  private static String listed(SortedSet<String> names) {
    String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
  }

  private static void places(Catalog catalog, Found table) throws SQLException {
    String shown = catalog.shownTable(table.id.name());
    if (shown.isEmpty()) {
      catalog.notManaged("what the server does not show of " + table.id);
    }
    if (!PLACE.matcher(shown).find()) {
      return;
    }
    SortedSet<String> found = new TreeSet<>();
    SqlText text = new SqlText(shown);
    for (int i = 0; i < text.tokens().size(); i++) {
      String word = text.at(i).is('a') ? text.at(i).value().toUpperCase(Locale.ROOT) : "";
      String next = text.at(i + 1).is('a') ? text.at(i + 1).value() : "";
      String place = PLACES.containsKey(word) ? PLACES.get(word) : PLACES.get(word + " " + next);
      if (place != null) {
        found.add(place);
      }
    }
    found.forEach(place -> catalog.notManaged("the " + place + " of " + table.id));
  }
}
