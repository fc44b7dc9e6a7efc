package dev.lockstep.dialects.mysql.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/// Holds how the server shows that tables are created, which tells more than the information schema
/// does.
final class ShownTables {
  /// Asks for all tables at once; one that the server cannot open is left out.
  private static final String ALL =
      """
      BEGIN NOT ATOMIC
        DECLARE CONTINUE HANDLER FOR SQLEXCEPTION BEGIN END;
        FOR one IN (SELECT TABLE_NAME AS name FROM information_schema.TABLES
          WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')) DO
          EXECUTE IMMEDIATE CONCAT('SHOW CREATE TABLE `', REPLACE(one.name, '`', '``'), '`');
        END FOR;
      END\
      """;

  private final Map<String, String> statements = new HashMap<>();

  private ShownTables() {}

  static ShownTables read(Connection connection, Catalog catalog) throws SQLException {
    ShownTables shown = new ShownTables();
    try (Statement statement = connection.createStatement()) {
      if (catalog.flavour().isMariaDb()) {
        shown.take(statement, ALL);
      } else {
        // MySQL runs no programs that are not stored.
        for (Found table : catalog.ofKind(TableKind.NAME)) {
          shown.take(statement, "SHOW CREATE TABLE " + Spelling.name(table.id.name()));
        }
      }
    }
    return shown;
  }

  private void take(Statement statement, String sql) throws SQLException {
    boolean rows = statement.execute(sql);
    while (rows || statement.getUpdateCount() >= 0) {
      if (rows) {
        try (ResultSet result = statement.getResultSet()) {
          while (result.next()) {
            statements.put(result.getString(1), result.getString(2));
          }
        }
      }
      rows = statement.getMoreResults();
    }
  }

  String of(String table) {
    return statements.getOrDefault(table, "");
  }
}
