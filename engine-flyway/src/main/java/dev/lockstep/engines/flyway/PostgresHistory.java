package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.Row;
import dev.lockstep.dialect.Session;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.name.QualifiedName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Keeps Flyway's history table on PostgreSQL and what speaks its protocol.
final class PostgresHistory implements HistoryProduct {
  /// Flyway adds the hash of the table's quoted name to this number and takes it as an advisory
  /// lock (flyway-database-postgresql 13.12; seen in `pg_locks`).
  private static final long LOCK_BASE = 77431708279161L;

  @Override
  public List<String> create(Session session, QualifiedName table, Creation creation) {
    String name = session.dialect().quote(table);
    String tablespace = creation.tablespace();
    String in = tablespace == null ? "" : " TABLESPACE " + session.dialect().quote(tablespace);
    return List.of(
        """
        CREATE TABLE %s (
            "installed_rank" INT NOT NULL,
            "version" VARCHAR(50),
            "description" VARCHAR(200) NOT NULL,
            "type" VARCHAR(20) NOT NULL,
            "script" VARCHAR(1000) NOT NULL,
            "checksum" INTEGER,
            "installed_by" VARCHAR(100) NOT NULL,
            "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
            "execution_time" INTEGER NOT NULL,
            "success" BOOLEAN NOT NULL
        )%s\
        """
            .formatted(name, in),
        "ALTER TABLE %s ADD CONSTRAINT %s PRIMARY KEY (\"installed_rank\")%s"
            .formatted(
                name,
                session.dialect().quote(table.name() + "_pk"),
                in.isEmpty() ? "" : " USING INDEX" + in),
        "CREATE INDEX %s ON %s (\"success\")%s"
            .formatted(session.dialect().quote(table.name() + "_s_idx"), name, in));
  }

  @Override
  public boolean schemaExists(Session session, String schema) {
    return !session
        .query("SELECT 1 AS found FROM pg_namespace WHERE nspname = ?", schema)
        .isEmpty();
  }

  @Override
  public boolean schemaEmpty(Session session, String schema) {
    return session
        .query(
            """
            SELECT 1 AS found WHERE EXISTS (
              SELECT 1 FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_catalog.pg_depend d ON d.objid = c.oid AND d.deptype = 'e'
               WHERE n.nspname = ? AND d.objid IS NULL AND c.relkind IN ('r', 'v', 'S', 't', 'p', 'm')
                 AND c.relname NOT LIKE 'lockstep\\_%'
              UNION ALL
              SELECT 1 FROM pg_catalog.pg_type t
                JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                LEFT JOIN pg_catalog.pg_depend d ON d.objid = t.oid AND d.deptype = 'e'
               WHERE n.nspname = ? AND d.objid IS NULL AND t.typcategory NOT IN ('A', 'C')
              UNION ALL
              SELECT 1 FROM pg_catalog.pg_proc p
                JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
                LEFT JOIN pg_catalog.pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
               WHERE n.nspname = ? AND d.objid IS NULL)\
            """,
            schema, schema, schema)
        .isEmpty();
  }

  @Override
  public Optional<Surround> enter(Session session, String schema) {
    if (schema.equals(session.server().defaultSchema())) {
      return Optional.empty();
    }
    String path =
        session.query("SELECT current_setting('search_path') AS path").stream()
            .map(row -> Objects.requireNonNullElse(row.text("path"), ""))
            .findFirst()
            .orElse("");
    String wanted = session.dialect().quote(schema) + (path.isBlank() ? "" : ", " + path);
    return Optional.of(
        new Surround(
            "SET LOCAL search_path TO " + wanted,
            "SET search_path TO " + wanted,
            "SET search_path TO " + (path.isBlank() ? "''" : path)));
  }

  @Override
  public EngineLock lock(Session session, QualifiedName table) {
    long number = LOCK_BASE + session.dialect().quote(table).hashCode();
    List<Row> taken = session.query("SELECT pg_try_advisory_lock(?) AS taken", number);
    if (!Boolean.TRUE.equals(taken.getFirst().truth("taken"))) {
      throw running(session, number);
    }
    return () -> release(session, number);
  }

  private static void release(Session session, long number) {
    try {
      session.query("SELECT pg_advisory_unlock(?) AS freed", number);
    } catch (LockstepException e) {
      // A session that cannot be asked any more is gone, and its locks with it.
      return;
    }
  }

  private static LockstepException running(Session session, long number) {
    String holder =
        session
            .query(
                """
                SELECT a.pid AS pid, a.application_name AS application, a.usename AS login,
                       to_char(coalesce(a.xact_start, a.backend_start), 'YYYY-MM-DD HH24:MI:SS') AS since
                  FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                 WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                   AND l.classid::bigint = ? AND l.objid::bigint = ?\
                """,
                number >>> 32,
                number & 0xFFFFFFFFL)
            .stream()
            .map(row ->
                "backend %s (application \"%s\", user %s, since %s)"
                    .formatted(
                        row.number("pid"),
                        Objects.requireNonNullElse(row.text("application"), ""),
                        row.text("login"),
                        row.text("since")))
            .findFirst()
            .orElse("another session");
    return new LockstepException(
        ErrorCode.DEPLOYMENT_RUNNING,
        "Flyway's lock on its history table is held by " + holder,
        "wait until that run has ended, or end it, and try again");
  }
}
