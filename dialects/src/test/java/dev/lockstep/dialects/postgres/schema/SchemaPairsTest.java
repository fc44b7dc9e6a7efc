package dev.lockstep.dialects.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Turns schemas into others and back: `from.sql` and `to.sql` of a folder, with the statements in
/// `plan.sql`; where the product knows no way back, `no-way-back.txt` says so. What `rows.sql` asks
/// has the same answer before and after.
final class SchemaPairsTest {
  @TestFactory
  Stream<DynamicTest> leadsThereAndBack() {
    return Scenarios.in("testdata/schema-pairs/postgresql").tests(SchemaPairsTest::thereAndBack);
  }

  /// Keeps to `refused.txt` where PostgreSQL has no way that loses nothing.
  @TestFactory
  Stream<DynamicTest> refusesWhatHasNoWay() {
    return Scenarios.in("testdata/schema-refusals/postgresql").tests(SchemaPairsTest::refused);
  }

  private static void refused(Scenario scenario) throws SQLException {
    TestDatabase from = TestPostgres.database();
    TestDatabase to = TestPostgres.database();
    SchemaPairs.execute(from, List.of(scenario.read("from.sql")));
    SchemaPairs.execute(to, List.of(scenario.read("to.sql")));
    DatabaseSchema live = SchemaPairs.inspect(from);
    DatabaseSchema desired = SchemaPairs.inspect(to);
    LockstepException refusal =
        catchThrowableOfType(
            LockstepException.class, () -> new PostgresSchemas().planner().plan(live, desired));
    assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
    scenario.verify("refused.txt", refusal.getMessage() + "\n");
  }

  private static void thereAndBack(Scenario scenario) throws SQLException {
    TestDatabase from = TestPostgres.database();
    TestDatabase to = TestPostgres.database();
    SchemaPairs.execute(from, List.of(scenario.read("from.sql")));
    SchemaPairs.execute(to, List.of(scenario.read("to.sql")));
    List<SchemaChange> plan =
        new PostgresSchemas().planner().plan(SchemaPairs.inspect(from), SchemaPairs.inspect(to));
    scenario.verify(
        "plan.sql",
        plan.stream()
            .flatMap(change ->
                Stream.concat(
                    change.losses().stream().map(loss -> "-- loses " + loss),
                    change.statements().stream().map(sql -> sql + ";")))
            .collect(Collectors.joining("\n", "", "\n")));
    Map<String, String> columns = SchemaPairs.identities(from);
    String questions = scenario.readIfPresent("rows.sql").orElse("");
    List<String> rows = SchemaPairs.answers(from, questions);
    assertThat(SchemaPairs.converge(from, to)).isEmpty();
    assertThat(SchemaPairs.answers(from, questions)).isEqualTo(rows);
    SchemaPairs.identities(from)
        .forEach((column, identity) ->
            assertThat(identity).as(column).isEqualTo(columns.getOrDefault(column, identity)));
    TestDatabase back = TestPostgres.database();
    SchemaPairs.execute(back, List.of(scenario.read("from.sql")));
    List<Difference> left = SchemaPairs.converge(from, back);
    Optional<String> noWay =
        new PostgresSchemas().noWay(SchemaPairs.inspect(from), SchemaPairs.inspect(back));
    if (noWay.isPresent()) {
      scenario.verify("no-way-back.txt", noWay.get() + "\n");
    } else {
      assertThat(left).isEmpty();
    }
  }
}
