package dev.lockstep.dialects.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for what no object of a schema holds.
final class NotManagedTest {
  @ParameterizedTest
  @MethodSource("dev.lockstep.testkit.TestMariaDb#versions")
  void namesWhatBelongsToTheServer(String version) throws SQLException {
    TestDatabase database = TestMariaDb.version(version).freshDatabase();
    String name = database.database();
    MariaPairs.execute(
        database,
        """
        ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_german1_ci;
        CREATE TABLE t (a int, b int);
        CREATE FUNCTION f() RETURNS int DETERMINISTIC RETURN 1;
        CREATE DEFINER=nobody@nowhere VIEW v AS SELECT 1 AS a;
        CREATE DEFINER=nobody@nowhere TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1;
        CREATE USER a_%1$s, b_%1$s;
        GRANT SELECT ON %1$s.* TO a_%1$s;
        GRANT SELECT ON t TO b_%1$s;
        GRANT UPDATE (b) ON t TO b_%1$s;
        GRANT EXECUTE ON FUNCTION f TO b_%1$s;
        """
            .formatted(name));
    assertThat(MariaPairs.inspect(database).notManaged())
        .containsExactly(
            "the collation latin1_german1_ci that the database gives new tables",
            "the definer nobody@nowhere of trigger t.r, view v",
            "the privileges of 'a_%s'@'%%' on the database".formatted(name),
            "the privileges of 'b_%s'@'%%' on column t.b, function f, table t".formatted(name));
  }

  @ParameterizedTest
  @MethodSource("dev.lockstep.testkit.TestMariaDb#versions")
  void namesWherePartsAreKept(String version, @TempDir Path folder) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    TestDatabase database = TestMariaDb.version(version).freshDatabase();
    MariaPairs.execute(
        database,
        """
        CREATE TABLE t (a int PRIMARY KEY COMMENT 'DATA DIRECTORY', `INDEX DIRECTORY` int)
          ENGINE=MyISAM DATA DIRECTORY='%1$s';
        CREATE TABLE u (a int COMMENT 'TABLESPACE') COMMENT='STORAGE';
        """
            .formatted(folder));
    assertThat(MariaPairs.inspect(database).notManaged())
        .containsExactly("the data directory of table t");
  }

  @ParameterizedTest
  @MethodSource("dev.lockstep.testkit.TestMariaDb#versions")
  void keepsTheNumberToBeginWithUntilThereAreRows(String version) throws SQLException {
    TestDatabase database = TestMariaDb.version(version).freshDatabase();
    MariaPairs.execute(
        database, "CREATE TABLE t (id int PRIMARY KEY AUTO_INCREMENT) AUTO_INCREMENT=1000;");
    DatabaseSchema schema = MariaPairs.inspect(database);
    assertThat(MysqlSchemas.MARIADB.creation(schema).getFirst().statements().getFirst())
        .contains(" AUTO_INCREMENT=1000");
    TestDatabase other = TestMariaDb.version(version).freshDatabase();
    MariaPairs.execute(other, "CREATE TABLE t (id int PRIMARY KEY AUTO_INCREMENT);");
    assertThat(MariaPairs.converge(other, database)).isEmpty();
    MariaPairs.execute(other, "INSERT INTO t VALUES (5); ANALYZE TABLE t;");
    assertThat(MariaPairs.inspect(other).get(ObjectId.of("table", "t")).has("_auto_increment"))
        .isFalse();
  }
}
