package dev.lockstep.dialects.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.diff.Difference;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reads a database that holds every kind of object, makes another one of what was read, and lets
/// MariaDB's own dump judge whether both are the same.
final class MariaEverythingTest {
  private static final Path SCRIPT =
      Path.of("src/test/resources/testdata/schema/everything-mariadb.sql");

  @ParameterizedTest
  @MethodSource("dev.lockstep.testkit.TestMariaDb#versions")
  void comesBackAsItWas(String version) throws Exception {
    TestMariaDb server = TestMariaDb.version(version);
    TestDatabase original = everything(server);
    TestDatabase copy = server.freshDatabase();
    assertThat(MariaPairs.converge(copy, original)).isEmpty();
    assertThat(MariaPairs.dump(server.server(), copy))
        .isEqualTo(MariaPairs.dump(server.server(), original));
    // And away with all of it.
    assertThat(MariaPairs.converge(copy, server.freshDatabase())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.lockstep.testkit.TestMariaDb#versions")
  void knowsEveryKind(String version) throws Exception {
    DatabaseSchema schema = MariaPairs.inspect(everything(TestMariaDb.version(version)));
    assertThat(schema.objects().keySet().stream().map(id -> id.kind()).distinct().sorted())
        .containsExactlyElementsOf(
            MysqlKinds.ALL.stream().map(kind -> kind.name()).sorted().toList());
    assertThat(schema.notManaged()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.lockstep.testkit.TestMariaDb#versions")
  void comesBackFromAScript(String version) throws Exception {
    TestMariaDb server = TestMariaDb.version(version);
    DatabaseSchema all = MariaPairs.inspect(everything(server));
    // What is written in the language of Oracle cannot be split without delimiters.
    DatabaseSchema schema = all.without(id -> all.get(id).text("sql_mode").contains("ORACLE"));
    TestDatabase copy = server.freshDatabase();
    MariaPairs.execute(
        copy,
        MysqlSchemas.MARIADB.creation(schema).stream()
            .flatMap(change -> change.statements().stream())
            .collect(Collectors.joining(";\n\n", "", ";\n")));
    assertThat(Difference.between(MariaPairs.inspect(copy), schema)).isEmpty();
  }

  private static TestDatabase everything(TestMariaDb server) throws Exception {
    TestDatabase database = server.freshDatabase();
    MariaPairs.execute(database, read());
    return database;
  }

  private static String read() throws IOException {
    return Files.readString(SCRIPT);
  }
}
