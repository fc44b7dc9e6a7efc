package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Reads everything that a PostgreSQL database holds.
///
/// *Shape*: one message with one query for each kind of object, all in one snapshot; the cost grows
/// with the objects and never with a round trip for each. Writes nothing.
///
/// *Source*: PostgreSQL's documentation, "System Catalogs", versions 12 to 18.
public final class PostgresInspector {
  private PostgresInspector() {}

  /// Reads the database of a connection, which is in autocommit mode.
  ///
  /// *Errors*: the driver's own, for the caller to translate.
  public static DatabaseSchema inspect(Connection connection) throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    List<String> queries = new ArrayList<>();
    queries.add("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    queries.add("SET LOCAL search_path = ''");
    // Compiling queries costs more than running them here.
    queries.add("SET LOCAL jit = off");
    // The server spells what it holds as this session would read it.
    queries.add("SET LOCAL standard_conforming_strings = on");
    PostgresKinds.ALL.forEach(kind -> queries.add(kind.query(version)));
    queries.add(Catalogs.COMMENTS);
    queries.add(Dependencies.aliases(version));
    queries.add(Dependencies.QUERY);
    queries.add(NotManaged.QUERY);
    try (Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(String.join(";\n", queries));
      CatalogRows found = new CatalogRows();
      int position = 0;
      while (rows || statement.getUpdateCount() >= 0) {
        if (rows) {
          try (ResultSet result = statement.getResultSet()) {
            take(found, position, result);
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

  private static void take(CatalogRows found, int position, ResultSet result) throws SQLException {
    int kinds = PostgresKinds.ALL.size();
    if (position < kinds) {
      found.addObjects(PostgresKinds.ALL.get(position), result);
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
