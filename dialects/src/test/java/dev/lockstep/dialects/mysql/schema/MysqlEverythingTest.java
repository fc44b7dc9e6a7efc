package dev.lockstep.dialects.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.diff.Difference;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMySql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Reads a database on MySQL that holds every kind of object, makes another one of what was read,
/// and lets the server's own words judge whether both are the same.
@EnabledIf("dev.lockstep.testkit.TestMySql#isThere")
final class MysqlEverythingTest {
  private static final Path SCRIPT =
      Path.of("src/test/resources/testdata/schema/everything-mysql.sql");

  @Test
  void comesBackAsItWas() throws Exception {
    TestDatabase original = everything();
    TestDatabase copy = TestMySql.database();
    assertThat(MariaPairs.inspect(original).notManaged()).isEmpty();
    assertThat(MariaPairs.converge(copy, original)).isEmpty();
    assertThat(Shown.all(copy)).isEqualTo(Shown.all(original));
    // And away with all of it.
    assertThat(MariaPairs.converge(copy, TestMySql.database())).isEmpty();
  }

  @Test
  void comesBackFromAScript() throws Exception {
    DatabaseSchema schema = MariaPairs.inspect(everything());
    TestDatabase copy = TestMySql.database();
    MariaPairs.execute(
        copy,
        MysqlSchemas.MYSQL.creation(schema).stream()
            .flatMap(change -> change.statements().stream())
            .collect(Collectors.joining(";\n\n", "", ";\n")));
    assertThat(Difference.between(MariaPairs.inspect(copy), schema)).isEmpty();
  }

  private static TestDatabase everything() throws Exception {
    TestDatabase database = TestMySql.database();
    MariaPairs.execute(database, Files.readString(SCRIPT));
    return database;
  }
}
