package dev.lockstep.dialects.schema;

import dev.lockstep.lint.TableSize;
import dev.lockstep.name.QualifiedName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/// Reads sizes of tables from what a query returns.
public final class TableSizes {
  private TableSizes() {}

  /// @param query returns the schema, or null where the database has none, the name, rows and bytes
  public static Map<QualifiedName, TableSize> read(Connection connection, String query)
      throws SQLException {
    Map<QualifiedName, TableSize> sizes = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        sizes.put(
            new QualifiedName(rows.getString(1), rows.getString(2)),
            new TableSize(rows.getLong(3), rows.getLong(4)));
      }
    }
    return sizes;
  }
}
