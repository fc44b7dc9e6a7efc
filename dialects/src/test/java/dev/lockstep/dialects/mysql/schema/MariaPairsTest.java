package dev.lockstep.dialects.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Turns schemas into others and back: `from.sql` with the rows of `rows.sql` and `to.sql` of a
/// folder, with the statements in `plan.sql`; on the versions that `versions.txt` names, or on all.
final class MariaPairsTest {
  @TestFactory
  Stream<DynamicTest> leadsThereAndBack() {
    return Scenarios.in("testdata/schema-pairs/mariadb").tests(MariaPairsTest::thereAndBack);
  }

  private static void thereAndBack(Scenario scenario) throws Exception {
    for (String version : versions(scenario)) {
      TestMariaDb server = TestMariaDb.version(version);
      thereAndBack(
          scenario, server::freshDatabase, database -> MariaPairs.dump(server.server(), database));
    }
  }

  /// Says what a server itself shows of a database.
  interface Judge {
    Object asks(TestDatabase database) throws Exception;
  }

  static void thereAndBack(Scenario scenario, Supplier<TestDatabase> fresh, Judge judge)
      throws Exception {
    TestDatabase from = fresh.get();
    TestDatabase to = fresh.get();
    MariaPairs.execute(from, scenario.read("from.sql"));
    MariaPairs.execute(to, scenario.read("to.sql"));
    MariaPairs.execute(from, scenario.read("rows.sql"));
    scenario.verify("plan.sql", plan(from, to));
    Map<ObjectId, Values> before = values(from);
    assertThat(MariaPairs.converge(from, to)).isEmpty();
    assertThat(judge.asks(from)).isEqualTo(judge.asks(to));
    Map<ObjectId, Values> meanwhile = values(from);
    assertKept(before, meanwhile, meanwhile);
    TestDatabase back = fresh.get();
    MariaPairs.execute(back, scenario.read("from.sql"));
    assertThat(MariaPairs.converge(from, back)).isEmpty();
    assertThat(judge.asks(from)).isEqualTo(judge.asks(back));
    assertKept(before, meanwhile, values(from));
  }

  private static List<String> versions(Scenario scenario) {
    Optional<String> named = scenario.readIfPresent("versions.txt");
    return TestMariaDb.versions().stream()
        .filter(version -> named.isEmpty() || named.get().lines().toList().contains(version))
        .toList();
  }

  private static String plan(TestDatabase from, TestDatabase to) throws SQLException {
    List<SchemaChange> plan =
        MysqlPlanner.create().plan(MariaPairs.inspect(from), MariaPairs.inspect(to));
    return plan.stream()
        .flatMap(change ->
            Stream.concat(
                change.losses().stream().map(loss -> "-- loses " + loss),
                change.statements().stream().map(sql -> sql + ";")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /// Is what a column that is not reckoned holds.
  private record Values(String type, List<String> texts) {}

  private static Map<ObjectId, Values> values(TestDatabase database) throws SQLException {
    Map<ObjectId, Values> values = new TreeMap<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (SchemaObject column : MysqlInspector.inspect(connection).ofKind("column")) {
        if (!column.has("generated")) {
          // For the server a name is the same in any case of its letters.
          ObjectId id =
              ObjectId.of(
                  "column",
                  Spelling.table(column).name(),
                  column.id().name().toLowerCase(Locale.ROOT));
          values.put(id, new Values(column.text("type"), texts(column, statement)));
        }
      }
    }
    return values;
  }

  private static List<String> texts(SchemaObject column, Statement statement) throws SQLException {
    String query =
        "SELECT %s FROM %s ORDER BY 1"
            .formatted(
                Spelling.name(column.id().name()), Spelling.name(Spelling.table(column).name()));
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
    }
    return texts;
  }

  /// Columns that were there all the time, and are of their first type, hold what they held.
  private static void assertKept(
      Map<ObjectId, Values> before, Map<ObjectId, Values> meanwhile, Map<ObjectId, Values> after) {
    before.forEach((column, values) -> {
      Values now = after.get(column);
      if (meanwhile.containsKey(column) && now != null && now.type().equals(values.type())) {
        assertThat(now).as(column.toString()).isEqualTo(values);
      }
    });
  }
}
