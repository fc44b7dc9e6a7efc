package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.ObjectId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/// Reads which row of the catalogs each object is: what is renamed or moved stays the same one.
final class PostgresIdentities {
  private static final String QUERY =
      """
      SELECT 'schema', ARRAY[n.nspname], 'n' || n.oid FROM pg_catalog.pg_namespace n WHERE %1$s
      UNION ALL SELECT CASE c.relkind WHEN 'f' THEN 'foreign_table' WHEN 'v' THEN 'view'
          WHEN 'm' THEN 'materialized_view' WHEN 'S' THEN 'sequence' WHEN 'i' THEN 'index'
          WHEN 'I' THEN 'index' ELSE 'table' END, ARRAY[n.nspname, c.relname], 'c' || c.oid
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I') AND %1$s
      UNION ALL SELECT 'column', ARRAY[n.nspname, c.relname, a.attname],
          'a' || a.attrelid || '.' || a.attnum
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND %1$s
      UNION ALL SELECT 'constraint', ARRAY[n.nspname, c.relname, k.conname], 'k' || k.oid
        FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE %1$s
      UNION ALL SELECT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range'
          ELSE 'composite' END, ARRAY[n.nspname, t.typname], 't' || t.oid
        FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        WHERE t.typtype IN ('e', 'd', 'r', 'c') AND %1$s
      UNION ALL SELECT 'label', ARRAY[n.nspname, t.typname, e.enumlabel], 'l' || e.oid
        FROM pg_catalog.pg_enum e JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE %1$s\
      """
          .formatted(Catalogs.ours("n"));

  private PostgresIdentities() {}

  static Map<ObjectId, String> of(Connection connection) throws SQLException {
    Map<ObjectId, String> identities = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        identities.put(
            new ObjectId(rows.getString(1), ArrayText.read(rows.getString(2))), rows.getString(3));
      }
    }
    return identities;
  }
}
