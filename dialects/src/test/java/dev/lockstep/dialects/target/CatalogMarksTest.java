package dev.lockstep.dialects.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.deploy.CatalogState;
import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.Fence;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Target;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.testkit.TestMariaDb;
import dev.lockstep.testkit.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Changes catalogs in every way a person may, and in those in which the server changes them
/// itself.
class CatalogMarksTest {
  private static final String POSTGRES =
      """
      CREATE TABLE a (id int PRIMARY KEY, name text, at timestamptz DEFAULT now());
      CREATE TABLE b (id serial, a int REFERENCES a, CHECK (a > 0));
      CREATE INDEX a_name ON a (name) WHERE name <> '';
      CREATE VIEW v AS SELECT id FROM a;
      CREATE MATERIALIZED VIEW m AS SELECT id FROM a;
      CREATE UNIQUE INDEX m_id ON m (id);
      CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER touch BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION t();
      CREATE TYPE e AS ENUM ('x');
      CREATE DOMAIN d AS int CHECK (VALUE > 0);
      CREATE SCHEMA other;
      CREATE TABLE other.o (id int);
      INSERT INTO a SELECT n, 'x', now() FROM generate_series(1, 1000) n\
      """;

  static List<String> postgres() {
    return TestPostgres.versions();
  }

  static List<String> mariaDb() {
    return TestMariaDb.versions();
  }

  @ParameterizedTest
  @MethodSource
  void postgres(String version) throws Exception {
    Rig rig = Rig.postgres(TestPostgres.version(version).freshDatabase());
    stays(
        rig,
        POSTGRES,
        List.of(
            "ANALYZE",
            "VACUUM",
            "VACUUM FULL a",
            "REINDEX TABLE CONCURRENTLY a",
            "REFRESH MATERIALIZED VIEW m",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
            "INSERT INTO b (a) VALUES (1)",
            "TRUNCATE b",
            "ALTER SEQUENCE b_id_seq RESTART",
            "CREATE TABLE other.p (id int)",
            "CREATE SCHEMA third"));
    changes(
        rig,
        List.of(
            "ALTER TABLE a ADD COLUMN c int",
            "ALTER TABLE a ALTER COLUMN at SET NOT NULL",
            "ALTER TABLE a ALTER COLUMN c TYPE bigint",
            "ALTER TABLE a ALTER COLUMN c SET DEFAULT 5",
            "ALTER TABLE a DROP COLUMN c",
            "ALTER TABLE a RENAME COLUMN name TO title",
            "COMMENT ON COLUMN a.title IS 'x'",
            "GRANT SELECT ON a TO PUBLIC",
            "DROP INDEX a_name",
            "CREATE INDEX a_name ON a (title)",
            "ALTER TABLE b DROP CONSTRAINT b_a_check",
            "ALTER TABLE b DROP CONSTRAINT b_a_fkey",
            "CREATE OR REPLACE VIEW v AS SELECT id FROM a WHERE id > 5",
            "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'",
            "ALTER TABLE a DISABLE TRIGGER touch",
            "DROP TRIGGER touch ON a",
            "ALTER TYPE e ADD VALUE 'y'",
            "ALTER DOMAIN d ADD CHECK (VALUE < 9)",
            "ALTER SEQUENCE b_id_seq INCREMENT BY 2",
            "ALTER TABLE a ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY p ON a USING (true)",
            "CREATE TABLE quick (id int)",
            "DROP TABLE quick",
            "ALTER TABLE a SET (fillfactor = 70)",
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'a_name'::regclass"));
  }

  /// What a migration speaks of is looked at, and other people's schemas are not.
  @Test
  void postgresSchemas() throws Exception {
    Rig rig = Rig.postgres(TestPostgres.database());
    PlannedMigration migration =
        rig.plans()
            .whole(
                "1",
                "CREATE SCHEMA app; CREATE SCHEMA \"Odd one\"; CREATE TABLE \"Odd one\".a (id"
                    + " int)");
    try (Target target = rig.open()) {
      execute(target, "CREATE SCHEMA other");
      rig.deploy(target, List.of(migration));
      leave(target, Set.of(), List.of(migration));
      execute(target, "CREATE TABLE other.a (id int)");
      assertThat(state(target)).isEqualTo(CatalogState.AS_LEFT);
      execute(target, "CREATE TABLE app.a (id int)");
      assertThat(state(target)).isEqualTo(CatalogState.CHANGED);
      leave(target, Set.of("other"), List.of());
      execute(target, "CREATE TABLE \"Odd one\".b (id int)");
      assertThat(state(target)).isEqualTo(CatalogState.CHANGED);
      leave(target, Set.of(), List.of());
      execute(target, "CREATE TABLE other.b (id int)");
      assertThat(state(target)).isEqualTo(CatalogState.CHANGED);
    }
  }

  @ParameterizedTest
  @MethodSource
  void mariaDb(String version) throws Exception {
    Rig rig = Rig.mariaDb(TestMariaDb.version(version).freshDatabase());
    String setUp =
        """
        CREATE TABLE a (id int PRIMARY KEY AUTO_INCREMENT, name varchar(50), at datetime DEFAULT now());
        CREATE TABLE b (a int, CONSTRAINT of_a FOREIGN KEY (a) REFERENCES a (id), CHECK (a > 0));
        CREATE INDEX a_name ON a (name);
        CREATE VIEW v AS SELECT id FROM a;
        CREATE PROCEDURE f() SELECT 1;
        CREATE TRIGGER touch BEFORE INSERT ON a FOR EACH ROW SET NEW.name = 'x'\
        """;
    stays(
        rig,
        setUp,
        List.of(
            "INSERT INTO a (name) VALUES ('x'), ('y')",
            "ANALYZE TABLE a",
            "OPTIMIZE TABLE b",
            "ALTER TABLE a AUTO_INCREMENT = 500",
            "DELETE FROM a"));
    changes(
        rig,
        List.of(
            "ALTER TABLE a ADD COLUMN c int",
            "ALTER TABLE a MODIFY c bigint",
            "ALTER TABLE a ALTER COLUMN c SET DEFAULT 5",
            "ALTER TABLE a DROP COLUMN c",
            "ALTER TABLE a COMMENT 'x'",
            "DROP INDEX a_name ON a",
            "CREATE UNIQUE INDEX a_name ON a (name)",
            "ALTER TABLE b DROP FOREIGN KEY of_a",
            "ALTER TABLE b ADD CONSTRAINT large CHECK (a > 10)",
            "CREATE OR REPLACE VIEW v AS SELECT id FROM a WHERE id > 5",
            "DROP PROCEDURE f",
            "DROP TRIGGER touch",
            "CREATE TABLE quick (id int)"));
  }

  @Test
  void sqlite(@TempDir Path folder) throws Exception {
    Rig rig = Rig.sqlite(folder.resolve("a.db"));
    stays(rig, "CREATE TABLE a (id int)", List.of("INSERT INTO a VALUES (1)", "DELETE FROM a"));
    changes(rig, List.of("ALTER TABLE a ADD COLUMN b int", "CREATE INDEX a_b ON a (b)"));
  }

  @Test
  void h2() {
    try (Target target = Rig.h2("catalog_marks").open()) {
      assertThat(state(target)).isEqualTo(CatalogState.UNTOLD);
    }
  }

  /// A ledger of the first form is brought to the present one by whoever writes next.
  @Test
  void olderLedger() throws Exception {
    Rig rig = Rig.postgres(TestPostgres.database());
    rig.deploy(List.of(rig.plans().whole("1", "CREATE TABLE a (id int)")));
    try (Target target = rig.open()) {
      execute(target, "DROP TABLE lockstep.catalog, lockstep.decision");
      execute(target, "UPDATE lockstep.ledger SET version_number = 1");
    }
    rig.deploy(List.of(rig.plans().whole("2", "CREATE TABLE b (id int)")));
    try (Target target = rig.open()) {
      assertThat(target.ledger().deployments(Rig.SCHEMA, 5)).hasSize(2);
      assertThat(
              target
                  .session()
                  .query("SELECT version_number FROM lockstep.ledger")
                  .getFirst()
                  .number("version_number"))
          .isEqualTo(3);
      leave(target, Set.of(), List.of());
      assertThat(state(target)).isEqualTo(CatalogState.AS_LEFT);
      assertThat(target.ledger().catalogs(Rig.SCHEMA, "other terms"))
          .isEqualTo(CatalogState.CHANGED);
      assertThat(target.ledger().catalogs("other schema", "")).isEqualTo(CatalogState.UNRECORDED);
    }
  }

  private static void stays(Rig rig, String setUp, List<String> statements) throws Exception {
    try (Target target = rig.open()) {
      for (String sql : setUp.split(";\n")) {
        execute(target, sql);
      }
      leave(target, Set.of(), List.of());
      for (String sql : statements) {
        execute(target, sql);
        assertThat(state(target)).as(sql).isEqualTo(CatalogState.AS_LEFT);
      }
    }
  }

  private static void changes(Rig rig, List<String> statements) throws Exception {
    try (Target target = rig.open()) {
      for (String sql : statements) {
        leave(target, Set.of(), List.of());
        execute(target, sql);
        assertThat(state(target)).as(sql).isEqualTo(CatalogState.CHANGED);
      }
    }
  }

  private static CatalogState state(Target target) {
    return target.ledger().catalogs(Rig.SCHEMA, "");
  }

  private static void leave(Target target, Set<String> places, List<PlannedMigration> running) {
    try (Fence.Hold _ =
        target.fence().acquire(Rig.SCHEMA, "tester", Duration.ZERO, DeploymentListener.SILENT)) {
      state(target);
      Ledger.Deployment deployment = Rig.deployment();
      target.ledger().begin(deployment);
      target.ledger().recordCatalogs(new Ledger.CatalogRecord(Rig.SCHEMA, "", places, running));
      target.ledger().finish(deployment.id(), Ledger.Outcome.SUCCEEDED, null, 0, "");
    }
    assertThat(state(target)).isEqualTo(CatalogState.AS_LEFT);
  }

  private static void execute(Target target, String sql) throws SQLException {
    if (!(target.session() instanceof JdbcSession session)) {
      throw new IllegalStateException("no JDBC session");
    }
    try (Statement statement = session.raw().createStatement()) {
      statement.execute(sql);
    }
  }
}
