package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.Row;
import dev.lockstep.dialect.Server;
import dev.lockstep.dialect.Session;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.name.QualifiedName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps Flyway's history table on MySQL and MariaDB, where a schema is a database.
final class MySqlHistory implements HistoryProduct {
  @Override
  public List<String> create(Session session, QualifiedName table, Creation creation) {
    String name = session.dialect().quote(table);
    String tablespace = creation.tablespace();
    return List.of(
        """
        CREATE TABLE %s (
            `installed_rank` INT NOT NULL,
            `version` VARCHAR(50),
            `description` VARCHAR(200) NOT NULL,
            `type` VARCHAR(20) NOT NULL,
            `script` VARCHAR(1000) NOT NULL,
            `checksum` INT,
            `installed_by` VARCHAR(100) NOT NULL,
            `installed_on` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
            `execution_time` INT NOT NULL,
            `success` BOOL NOT NULL,
            CONSTRAINT %s PRIMARY KEY (`installed_rank`)
        )%s\
        """
            .formatted(
                name,
                session.dialect().quote(table.name() + "_pk"),
                tablespace == null ? "" : " TABLESPACE " + session.dialect().quote(tablespace)),
        "CREATE INDEX %s ON %s (`success`)"
            .formatted(session.dialect().quote(table.name() + "_s_idx"), name));
  }

  @Override
  public String installedBy(Server server) {
    int host = server.user().lastIndexOf('@');
    return host < 0 ? server.user() : server.user().substring(0, host);
  }

  @Override
  public @Nullable String currentSchema(Server server) {
    String schema = server.defaultSchema();
    return schema != null ? schema : server.database();
  }

  @Override
  public boolean schemaExists(Session session, String schema) {
    return !session
        .query("SELECT 1 AS found FROM information_schema.schemata WHERE schema_name = ?", schema)
        .isEmpty();
  }

  @Override
  public boolean schemaEmpty(Session session, String schema) {
    return session
        .query(
            """
            SELECT 1 AS found FROM information_schema.tables
             WHERE table_schema = ? AND table_name NOT LIKE 'lockstep\\\\_%'
            UNION ALL
            SELECT 1 FROM information_schema.routines WHERE routine_schema = ?
            UNION ALL
            SELECT 1 FROM information_schema.triggers WHERE event_object_schema = ?\
            """,
            schema, schema, schema)
        .isEmpty();
  }

  @Override
  public Optional<Surround> enter(Session session, String schema) {
    String current = currentSchema(session.server());
    if (schema.equals(current)) {
      return Optional.empty();
    }
    String use = "USE " + session.dialect().quote(schema);
    String back =
        current == null || current.isEmpty() ? null : "USE " + session.dialect().quote(current);
    return Optional.of(new Surround(use, use, back));
  }

  @Override
  public EngineLock lock(Session session, QualifiedName table) {
    String name = "Flyway-" + session.dialect().quote(table).hashCode();
    List<Row> taken = session.query("SELECT GET_LOCK(?, 0) AS taken", name);
    Long got = taken.getFirst().number("taken");
    if (got == null || got != 1) {
      throw running(session, name);
    }
    return () -> release(session, name);
  }

  private static void release(Session session, String name) {
    try {
      session.query("SELECT RELEASE_LOCK(?) AS freed", name);
    } catch (LockstepException e) {
      // A session that cannot be asked any more is gone, and its locks with it.
      return;
    }
  }

  private static LockstepException running(Session session, String name) {
    String holder =
        session
            .query(
                "SELECT id AS id, user AS login, host AS host, time AS seconds"
                    + " FROM information_schema.processlist WHERE id = IS_USED_LOCK(?)",
                name)
            .stream()
            .map(row ->
                "connection %s (user %s from %s, in its present state for %s s)"
                    .formatted(
                        row.number("id"), row.text("login"), row.text("host"), row.text("seconds")))
            .findFirst()
            .orElse("another session");
    return new LockstepException(
        ErrorCode.DEPLOYMENT_RUNNING,
        "Flyway's lock on its history table is held by " + holder,
        "wait until that run has ended, or end it, and try again");
  }
}
