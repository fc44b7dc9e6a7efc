package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class TestMariaDbTest {
  @Test
  void eachDatabaseIsFreshAndEmpty() throws SQLException {
    TestDatabase first = TestMariaDb.database();
    TestDatabase second = TestMariaDb.database();
    first.execute("CREATE TABLE shop (id int, name text)", "INSERT INTO shop VALUES (1, 'Grüße')");
    assertThat(TestPostgresTest.answer(first, "SELECT name FROM shop")).isEqualTo("Grüße");
    assertThat(
            TestPostgresTest.answer(
                second,
                "SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE()"))
        .isEqualTo("0");
  }

  @TestFactory
  Stream<DynamicTest> everyVersionAnswersAsItself() {
    return TestMariaDb.versions().stream()
        .map(version ->
            DynamicTest.dynamicTest(
                version,
                () -> {
                  TestDatabase database = TestMariaDb.version(version).freshDatabase();
                  assertThat(TestPostgresTest.answer(database, "SELECT version()"))
                      .startsWith(version + ".");
                  assertThat(TestPostgresTest.answer(database, "SELECT @@character_set_database"))
                      .isEqualTo("utf8mb4");
                }));
  }
}
