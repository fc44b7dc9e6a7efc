package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads everything that a PostgreSQL database holds.
///
/// *Shape*: one message with one query for each kind of object that there may be, all in one
/// snapshot; the cost grows with the objects and never with a round trip for each. Writes nothing.
///
/// *Source*: PostgreSQL's documentation, "System Catalogs", versions 12 to 18.
public final class PostgresInspector {
  /// Catalogs of which most databases use none, and whose queries would cost planning alone. What
  /// the server itself has in them is none of the user's.
  private static final Set<String> RARE =
      Set.of(
          "pg_am",
          "pg_cast",
          "pg_collation",
          "pg_default_acl",
          "pg_event_trigger",
          "pg_foreign_data_wrapper",
          "pg_foreign_server",
          "pg_operator",
          "pg_policy",
          "pg_publication",
          "pg_statistic_ext",
          "pg_trigger",
          "pg_ts_config",
          "pg_ts_dict");

  private PostgresInspector() {}

  /// Reads the database of a connection, which is in autocommit mode.
  ///
  /// *Errors*: the driver's own, for the caller to translate.
  public static DatabaseSchema inspect(Connection connection) throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    try (Statement statement = connection.createStatement()) {
      CatalogRows found = new CatalogRows();
      List<PostgresKind> kinds = begin(statement, found);
      List<String> queries = new ArrayList<>();
      kinds.forEach(kind -> queries.add(kind.query(version)));
      queries.add(Catalogs.COMMENTS);
      queries.add(Dependencies.aliases(version));
      queries.add(Dependencies.QUERY);
      queries.add(NotManaged.QUERY);
      boolean rows = statement.execute(String.join(";\n", queries));
      int position = 0;
      while (rows || statement.getUpdateCount() >= 0) {
        if (rows) {
          try (ResultSet result = statement.getResultSet()) {
            take(found, kinds, position, result);
          }
          position++;
        }
        rows = statement.getMoreResults();
      }
      return found.schema(version);
    } finally {
      try (Statement statement = connection.createStatement()) {
        statement.execute("ROLLBACK");
      }
    }
  }

  /// Begins a snapshot and lists the kinds of which there may be objects.
  private static List<PostgresKind> begin(Statement statement, CatalogRows found)
      throws SQLException {
    List<String> commands =
        List.of(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            "SET LOCAL search_path = ''",
            // Compiling queries costs more than running them here.
            "SET LOCAL jit = off",
            // The server spells what it holds as this session would read it.
            "SET LOCAL standard_conforming_strings = on");
    statement.execute(String.join(";\n", commands));
    Set<String> unused = new HashSet<>();
    try (ResultSet rows = statement.executeQuery(catalogs())) {
      while (rows.next()) {
        found.addCatalog(rows.getLong(1), rows.getString(2));
        if (rows.getBoolean(3)) {
          unused.add(rows.getString(2));
        }
      }
    }
    return PostgresKinds.ALL.stream().filter(kind -> !unused.contains(kind.catalog())).toList();
  }

  /// Lists the catalogs with their numbers, and whether they hold nothing of users.
  private static String catalogs() {
    return RARE.stream()
        .sorted()
        .map(catalog ->
            " WHEN '%1$s' THEN NOT EXISTS (SELECT FROM pg_catalog.%1$s WHERE oid >= 16384)"
                .formatted(catalog))
        .collect(
            Collectors.joining(
                "",
                "SELECT c.oid, c.relname, CASE c.relname",
                " ELSE false END FROM pg_catalog.pg_class c WHERE c.relkind = 'r'"
                    + " AND c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace"));
  }

  private static void take(
      CatalogRows found, List<PostgresKind> read, int position, ResultSet result)
      throws SQLException {
    int kinds = read.size();
    if (position < kinds) {
      found.addObjects(read.get(position), result);
    } else if (position == kinds) {
      found.addComments(result);
    } else if (position == kinds + 1) {
      found.addAliases(result);
    } else if (position == kinds + 2) {
      found.addDependencies(result);
    } else {
      found.addNotManaged(result);
    }
  }
}
