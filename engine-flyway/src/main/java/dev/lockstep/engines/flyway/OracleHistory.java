package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.Session;
import dev.lockstep.name.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Keeps Flyway's history table on Oracle, where a schema is a user.
final class OracleHistory implements HistoryProduct {
  @Override
  public List<String> create(Session session, QualifiedName table, Creation creation) {
    String name = session.dialect().quote(table);
    String tablespace = creation.tablespace();
    String in = tablespace == null ? "" : " TABLESPACE " + session.dialect().quote(tablespace);
    List<String> statements = new ArrayList<>();
    statements.add(
        """
        CREATE TABLE %s (
            "installed_rank" INT NOT NULL,
            "version" VARCHAR2(50),
            "description" VARCHAR2(200) NOT NULL,
            "type" VARCHAR2(20) NOT NULL,
            "script" VARCHAR2(1000) NOT NULL,
            "checksum" INT,
            "installed_by" VARCHAR2(100) NOT NULL,
            "installed_on" TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
            "execution_time" INT NOT NULL,
            "success" NUMBER(1) NOT NULL,
            CONSTRAINT %s PRIMARY KEY ("installed_rank")
        )%s\
        """
            .formatted(name, session.dialect().quote(table.name() + "_pk"), in));
    statements.add(
        "CREATE INDEX %s ON %s (\"success\")%s"
            .formatted(
                session
                    .dialect()
                    .quote(new QualifiedName(table.qualifier(), table.name() + "_s_idx")),
                name,
                in));
    String qualifier = table.qualifier();
    if (qualifier != null && !table.name().equals(table.name().toUpperCase(Locale.ROOT))) {
      statements.add(
          "CREATE SYNONYM %s.%s FOR %s"
              .formatted(
                  session.dialect().quote(qualifier),
                  session.dialect().quote(table.name().toUpperCase(Locale.ROOT)),
                  name));
    }
    return statements;
  }

  @Override
  public boolean emptyDescriptions() {
    return false;
  }

  @Override
  public boolean schemaExists(Session session, String schema) {
    return !session.query("SELECT 1 AS found FROM all_users WHERE username = ?", schema).isEmpty();
  }

  @Override
  public boolean schemaEmpty(Session session, String schema) {
    return session
        .query(
            "SELECT 1 AS found FROM all_objects WHERE owner = ?"
                + " AND lower(object_name) NOT LIKE 'lockstep\\_%' ESCAPE '\\'"
                + " FETCH FIRST 1 ROWS ONLY",
            schema)
        .isEmpty();
  }

  @Override
  public Optional<Surround> enter(Session session, String schema) {
    String current = session.server().defaultSchema();
    if (schema.equals(current)) {
      return Optional.empty();
    }
    String set = "ALTER SESSION SET CURRENT_SCHEMA = " + session.dialect().quote(schema);
    return Optional.of(
        new Surround(
            set,
            set,
            current == null
                ? null
                : "ALTER SESSION SET CURRENT_SCHEMA = " + session.dialect().quote(current)));
  }
}
