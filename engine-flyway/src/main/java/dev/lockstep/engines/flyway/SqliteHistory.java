package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.Server;
import dev.lockstep.dialect.Session;
import dev.lockstep.name.QualifiedName;
import java.util.List;

/// Keeps Flyway's history table on SQLite.
final class SqliteHistory implements HistoryProduct {
  @Override
  public List<String> create(Session session, QualifiedName table, Creation creation) {
    String qualifier = table.qualifier();
    String index = table.name() + "_s_idx";
    return List.of(
        """
        CREATE TABLE %s (
            "installed_rank" INT NOT NULL PRIMARY KEY,
            "version" VARCHAR(50),
            "description" VARCHAR(200) NOT NULL,
            "type" VARCHAR(20) NOT NULL,
            "script" VARCHAR(1000) NOT NULL,
            "checksum" INT,
            "installed_by" VARCHAR(100) NOT NULL,
            "installed_on" TEXT NOT NULL DEFAULT (strftime('%%Y-%%m-%%d %%H:%%M:%%f','now')),
            "execution_time" INT NOT NULL,
            "success" BOOLEAN NOT NULL
        )\
        """
            .formatted(session.dialect().quote(table)),
        "CREATE INDEX %s ON %s (\"success\")"
            .formatted(
                session.dialect().quote(new QualifiedName(qualifier, index)),
                session.dialect().quote(table.name())));
  }

  @Override
  public String installedBy(Server server) {
    return "";
  }

  @Override
  public String currentSchema(Server server) {
    return "main";
  }

  @Override
  public boolean schemaExists(Session session, String schema) {
    return true;
  }

  @Override
  public boolean schemaEmpty(Session session, String schema) {
    return session
        .query(
            "SELECT 1 AS found FROM "
                + session.dialect().quote(schema)
                + ".sqlite_master WHERE type = 'table' AND name NOT IN"
                + " ('android_metadata', 'sqlite_sequence')"
                + " AND name NOT LIKE 'lockstep\\_%' ESCAPE '\\'")
        .isEmpty();
  }
}
