package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.Session;
import dev.lockstep.name.QualifiedName;
import java.util.List;
import java.util.Optional;

/// Keeps Flyway's history table on H2, whose first row marks the table's creation.
final class H2History implements HistoryProduct {
  @Override
  public List<String> create(Session session, QualifiedName table, Creation creation) {
    String name = session.dialect().quote(table);
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS %s (
            "installed_rank" INT NOT NULL,
            "version" VARCHAR(50),
            "description" VARCHAR(200) NOT NULL,
            "type" VARCHAR(20) NOT NULL,
            "script" VARCHAR(1000) NOT NULL,
            "checksum" INT,
            "installed_by" VARCHAR(100) NOT NULL,
            "installed_on" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
            "execution_time" INT NOT NULL,
            "success" BOOLEAN NOT NULL,
            CONSTRAINT %s PRIMARY KEY ("installed_rank")
        ) AS SELECT -1, NULL, '<< Flyway Schema History table created >>', 'TABLE', '', NULL, %s,\
         CURRENT_TIMESTAMP, 0, TRUE\
        """
            .formatted(
                name,
                session.dialect().quote(table.name() + "_pk"),
                session.dialect().literal(creation.installedBy())),
        "CREATE INDEX %s ON %s (\"success\")"
            .formatted(
                session
                    .dialect()
                    .quote(new QualifiedName(table.qualifier(), table.name() + "_s_idx")),
                name));
  }

  @Override
  public String condition() {
    return "\"type\" <> 'TABLE'";
  }

  @Override
  public boolean schemaExists(Session session, String schema) {
    return !session
        .query("SELECT 1 AS found FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = ?", schema)
        .isEmpty();
  }

  @Override
  public boolean schemaEmpty(Session session, String schema) {
    return session
        .query(
            "SELECT 1 AS found FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ?"
                + " AND LOWER(TABLE_NAME) NOT LIKE 'lockstep\\_%'",
            schema)
        .isEmpty();
  }

  @Override
  public Optional<Surround> enter(Session session, String schema) {
    String current = session.server().defaultSchema();
    if (schema.equals(current)) {
      return Optional.empty();
    }
    String set = "SET SCHEMA " + session.dialect().quote(schema);
    return Optional.of(
        new Surround(
            set, set, current == null ? null : "SET SCHEMA " + session.dialect().quote(current)));
  }
}
