package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.Session;
import dev.lockstep.name.QualifiedName;
import java.util.List;

/// Keeps Flyway's history table on SQL Server.
final class SqlServerHistory implements HistoryProduct {
  @Override
  public List<String> create(Session session, QualifiedName table, Creation creation) {
    String name = session.dialect().quote(table);
    String group = creation.tablespace();
    return List.of(
        """
        CREATE TABLE %s (
            [installed_rank] INT NOT NULL,
            [version] NVARCHAR(50),
            [description] NVARCHAR(200),
            [type] NVARCHAR(20) NOT NULL,
            [script] NVARCHAR(1000) NOT NULL,
            [checksum] INT,
            [installed_by] NVARCHAR(100) NOT NULL,
            [installed_on] DATETIME NOT NULL DEFAULT GETDATE(),
            [execution_time] INT NOT NULL,
            [success] BIT NOT NULL
        )%s\
        """
            .formatted(name, group == null ? "" : " ON " + session.dialect().quote(group)),
        "ALTER TABLE %s ADD CONSTRAINT %s PRIMARY KEY ([installed_rank])"
            .formatted(name, session.dialect().quote(table.name() + "_pk")),
        "CREATE INDEX %s ON %s ([success])"
            .formatted(session.dialect().quote(table.name() + "_s_idx"), name));
  }

  @Override
  public boolean schemaExists(Session session, String schema) {
    return !session.query("SELECT 1 AS found FROM sys.schemas WHERE name = ?", schema).isEmpty();
  }

  @Override
  public boolean schemaEmpty(Session session, String schema) {
    return session
        .query(
            "SELECT 1 AS found FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id"
                + " WHERE s.name = ? AND o.name NOT LIKE 'lockstep[_]%'",
            schema)
        .isEmpty();
  }
}
