package dev.lockstep.engines.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.HistoryPlan;
import dev.lockstep.migration.MigrationState;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackTarget;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the engine says and does about one target: states, ways back, history changes, the lock.
final class TargetTest {
  private final TestDatabase database = TestPostgres.database();
  @TempDir Path cache;
  @TempDir Path tree;
  private Workbench bench;

  @BeforeEach
  void writeChangelog() throws IOException {
    bench = bench(database);
    write(
        """
        --liquibase formatted sql
        --changeset ann:1
        CREATE TABLE one (n int);
        --rollback DROP TABLE one;
        --changeset ann:2
        CREATE TABLE two (n int);
        --rollback DROP TABLE two;
        --changeset ann:3 runOnChange:true
        CREATE OR REPLACE VIEW three AS SELECT 1 AS n;
        --rollback DROP VIEW three;
        """);
  }

  @Test
  void aReadOnlyLoginSeesThePlanAndLeavesNothing() throws Exception {
    execute(
        "CREATE ROLE reader LOGIN PASSWORD 'reader'", "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    try (JdbcSession session = bench.open("reader", "reader")) {
      Assessment assessment = bench.engine().assess(bench.request(), session);

      assertThat(assessment.pending()).hasSize(3);
      assertThat(assessment.setup()).hasSize(3);
      assertThat(assessment.position()).isNull();
    } finally {
      execute("DROP ROLE reader");
    }
    assertThat(
            DatabasePrint.lines(
                database,
                List.of("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"),
                true))
        .isEmpty();
  }

  @Test
  void changedContentIsAFaultUntilRepaired() throws Exception {
    bench.deploy();
    replace("two (n int)", "two (n bigint)");
    replace("SELECT 1 AS n", "SELECT 1 AS n, 2 AS m");

    Assessment assessment = bench.assess();

    assertThat(assessment.faults()).hasSize(1);
    assertThat(assessment.faults().getFirst().describe())
        .startsWith("c.sql:5: Changeset c.sql::2::ann changed after it ran: its checksum was 9:")
        .contains(" and is now 9:");
    assertThat(assessment.migrations().get(2).state()).isEqualTo(MigrationState.OUTDATED);
    try (JdbcSession session = bench.open()) {
      HistoryPlan repair = bench.engine().planRepair(bench.request(), session);
      assertThat(repair.writes()).hasSize(1);
      bench.write(session, repair);
    }
    assertThat(bench.deploy().pending()).hasSize(1);
    assertThat(PlainLiquibase.unrun(tree, Settings.changelog("c.sql"), database)).isZero();
    assertThat(DatabasePrint.history(database).get(2)).contains("| RERAN |");
    assertThat(bench.assess().pending()).isEmpty();
  }

  @Test
  void oldChecksumsAreAcceptedAndUpgradedWithTheNextWrite() throws Exception {
    Settings settings = Settings.changelog("c.sql");
    PlainLiquibase.update(tree, settings, database);
    List<String> eight = new ArrayList<>();
    try (LoadedChangelog changelog = loaded()) {
      changelog.definition().changesets().forEach(each -> eight.add(each.checksums().version8()));
    }
    execute(
        "UPDATE databasechangelog SET md5sum = '" + eight.get(0) + "' WHERE id = '1'",
        "UPDATE databasechangelog SET md5sum = NULL WHERE id = '2'");
    append("--changeset ann:4\nCREATE TABLE four (n int);\n");
    TestDatabase twin = TestPostgres.database();
    List<String> rows = DatabasePrint.history(database);

    assertThat(bench.assess().faults()).isEmpty();
    bench.deploy();

    assertThat(DatabasePrint.history(database))
        .hasSize(rows.size() + 1)
        .noneMatch(row -> row.contains("| 8:"))
        .noneMatch(row -> row.contains("| EXECUTED | null"));
    PlainLiquibase.update(tree, settings, twin);
    assertThat(DatabasePrint.history(database)).isEqualTo(DatabasePrint.history(twin));
  }

  @Test
  void rowsWithoutChangesetsAreMissingAndNoFault() throws Exception {
    bench.deploy();
    write("--liquibase formatted sql\n--changeset ann:1\nCREATE TABLE one (n int);\n");

    Assessment assessment = bench.assess();

    assertThat(assessment.faults()).isEmpty();
    assertThat(assessment.migrations())
        .extracting(status -> status.state())
        .containsExactly(MigrationState.APPLIED, MigrationState.MISSING, MigrationState.MISSING);
  }

  @Test
  void duplicatesAreNamed() throws Exception {
    append("--changeset ann:2\nSELECT 1;\n");

    assertThat(bench.assess().faults())
        .extracting(fault -> fault.describe())
        .containsExactly("c.sql:11: Changeset c.sql::2::ann exists twice.");
  }

  @Test
  void rollbacksLeadBack() throws Exception {
    List<String> empty = objects();
    Assessment first = bench.deploy();
    String position = bench.assess().position();
    append("--changeset ann:4\nCREATE TABLE four (n int);\n--rollback DROP TABLE four;\n");
    List<String> before = objects();
    bench.deploy();

    undo(new RollbackTarget.Position(position), 1);
    assertThat(objects()).isEqualTo(before);
    assertThat(bench.assess().position()).isEqualTo(position);

    bench.deploy();
    undo(new RollbackTarget.Version("3"), 1);
    try (JdbcSession session = bench.open()) {
      bench.write(session, bench.engine().planTag(bench.request(), session, "here"));
    }
    bench.deploy();
    undo(new RollbackTarget.Tag("HERE", List.of()), 1);
    undo(new RollbackTarget.Count(1), 1);
    undo(new RollbackTarget.Date(java.time.Instant.EPOCH), 2);
    assertThat(objects()).isEqualTo(empty);
    assertThat(first.pending()).hasSize(3);
    assertThat(bench.assess().pending()).hasSize(4);
  }

  @Test
  void whatCannotBeTakenBackIsNamed() throws Exception {
    append("--changeset ann:4\nCREATE TABLE four (n int);\n");
    append("--changeset ann:5\nCREATE TABLE five (n int);\n--rollback empty\n");
    bench.deploy();

    RollbackPlan plan = plan(new RollbackTarget.Position(null));

    assertThat(plan.irreversible())
        .extracting(each -> each.migration().id() + ": " + each.reason())
        .containsExactly(
            "c.sql::5::ann: its rollback block is empty: the author declares that nothing can be"
                + " taken back",
            "c.sql::4::ann: 'sql' has no automatic inverse and the changeset has no rollback"
                + " block");
    assertThat(plan.steps()).hasSize(3);
    LockstepException unknown =
        catchThrowableOfType(
            LockstepException.class,
            () -> plan(new RollbackTarget.Tag("never-set", List.of("by-lockstep"))));
    assertThat(unknown).hasMessage("There is no tag 'never-set' in this history.");
    assertThat(unknown.nextStep()).isEqualTo("There is: by-lockstep.");
  }

  @Test
  void baselineRecordsWithoutRunningAsLiquibaseDoes() throws Exception {
    TestDatabase twin = TestPostgres.database();
    PlainLiquibase.run(
        tree,
        Settings.changelog("c.sql"),
        twin,
        liquibase ->
            liquibase.changeLogSync(new liquibase.Contexts(), new liquibase.LabelExpression()));
    try (JdbcSession session = bench.open()) {
      bench.write(session, bench.engine().planBaseline(bench.request(), session, "2"));
      assertThat(bench.assess().pending()).hasSize(1);
      bench.write(session, bench.engine().planBaseline(bench.request(), session, null));
    }

    assertThat(DatabasePrint.history(database)).isEqualTo(DatabasePrint.history(twin));
    assertThat(bench.assess().pending()).isEmpty();
  }

  @Test
  void variantsUnderOneIdAreToldApart() throws Exception {
    append(
        """
        --changeset ann:4 dbms:mysql
        CREATE TABLE four (n bigint);
        --changeset ann:4 dbms:postgresql
        CREATE TABLE four (n int);
        --rollback DROP TABLE four;
        """);
    try (JdbcSession session = bench.open()) {
      assertThat(bench.engine().planBaseline(bench.request(), session, "4").writes()).hasSize(4);
    }
    bench.deploy();

    assertThat(bench.assess().faults()).isEmpty();
    assertThat(bench.assess().pending()).isEmpty();
    replace("four (n bigint)", "four (m bigint)");
    assertThat(bench.assess().faults()).isEmpty();
    replace("four (n int)", "four (m int)");
    assertThat(bench.assess().faults()).hasSize(1);
  }

  @Test
  void tagsOfAnEmptyHistoryLookLikeLiquibases() throws Exception {
    TestDatabase twin = TestPostgres.database();
    PlainLiquibase.run(
        tree, Settings.changelog("c.sql"), twin, liquibase -> liquibase.tag("start"));
    try (JdbcSession session = bench.open()) {
      bench.write(session, bench.engine().planTag(bench.request(), session, "start"));
    }

    assertThat(withoutNumbers(DatabasePrint.history(database)))
        .isEqualTo(withoutNumbers(DatabasePrint.history(twin)));
  }

  @Test
  void theLockKeepsAPlainLiquibaseOutAndOutlivesNobody() throws Exception {
    try (JdbcSession session = bench.open();
        EngineLock _ = bench.engine().lock(bench.request(), session, "deploy 7 by ci")) {
      assertThat(lockRow()).contains("t | lockstep deploy 7 by ci on ");
    }
    assertThat(lockRow()).isEqualTo("f | null");

    execute("UPDATE databasechangeloglock SET locked = true, lockedby = 'lockstep gone on x'");
    try (JdbcSession session = bench.open();
        EngineLock _ = bench.engine().lock(bench.request(), session, "next")) {
      assertThat(lockRow()).contains("lockstep next on");
    }
    assertThat(lockRow()).isEqualTo("f | null");
  }

  @Test
  void aForeignLockStandsUntilItsHolderIsProvenDead() throws Exception {
    try (JdbcSession session = bench.open();
        EngineLock _ = bench.engine().lock(bench.request(), session, "first")) {
      assertThat(lockRow()).startsWith("t");
    }
    execute(
        "UPDATE databasechangeloglock SET locked = true, lockgranted = now(), lockedby = 'build-9"
            + " (10.0.0.9)'");
    try (Connection _ = database.connect();
        JdbcSession session = bench.open()) {
      LockstepException running =
          catchThrowableOfType(
              LockstepException.class,
              () -> bench.engine().lock(bench.request(), session, "second"));

      assertThat(running.code()).isEqualTo(ErrorCode.DEPLOYMENT_RUNNING);
      assertThat(running)
          .hasMessageContaining("build-9 (10.0.0.9)")
          .hasMessageContaining(" since ")
          .hasMessageContaining("another session in this database could be its holder");
      assertThat(bench.engine().planRepair(bench.request(), session).writes()).isEmpty();
    }
    waitForSilence();
    try (JdbcSession session = bench.open()) {
      HistoryPlan repair = bench.engine().planRepair(bench.request(), session);
      assertThat(repair.effects().getFirst())
          .startsWith("free the lock of build-9 (10.0.0.9): no session in this database");
      try (EngineLock lock = bench.engine().lock(bench.request(), session, "third")) {
        assertThat(lock.takenOver().orElse(""))
            .startsWith("Liquibase's lock was taken over from build-9 (10.0.0.9): no session");
        assertThat(lockRow()).contains("lockstep third");
      }
    }
  }

  @Test
  void theTargetIsTheLastChangesetToRun() {
    assertThat(pendingUpTo("2")).hasSize(2);
    List<String> first = pendingUpTo("1");
    assertThat(pendingUpTo(first.getFirst())).isEqualTo(first).hasSize(1);
    assertThatThrownBy(() -> pendingUpTo("nope")).hasMessageContaining("nope");
  }

  private List<String> pendingUpTo(String target) {
    EngineRequest all = bench.request();
    EngineRequest request =
        new EngineRequest(all.schema(), all.instance(), all.files(), target, all.order());
    try (JdbcSession session = bench.open()) {
      return bench.engine().assess(request, session).pending().stream()
          .map(planned -> planned.migration().id())
          .toList();
    }
  }

  @Test
  void aLockWithoutNameAndTimeIsJudgedLikeAnyOther() throws Exception {
    try (JdbcSession session = bench.open();
        EngineLock _ = bench.engine().lock(bench.request(), session, "first")) {
      assertThat(lockRow()).startsWith("t");
    }
    execute("UPDATE databasechangeloglock SET locked = true, lockgranted = NULL, lockedby = NULL");
    try (Connection _ = database.connect();
        JdbcSession session = bench.open()) {
      assertThatThrownBy(() -> bench.engine().lock(bench.request(), session, "second"))
          .hasMessageContaining("somebody unknown")
          .hasMessageContaining("another session");
    }
    waitForSilence();
    try (JdbcSession session = bench.open();
        EngineLock lock = bench.engine().lock(bench.request(), session, "third")) {
      assertThat(lock.takenOver().orElse("")).contains("somebody unknown");
      assertThat(lockRow()).contains("lockstep third");
    }
  }

  @Test
  void aFailingChangesetOfTheEngineIsNamedAndLeavesNothing() throws Exception {
    append(
        """
        --changeset ann:4
        --preconditions onFail:HALT
        --precondition-sql-check expectedResult:1 SELECT 1
        CREATE TABLE four (n int);
        INSERT INTO nowhere VALUES (1);
        """);

    LockstepException failure = catchThrowableOfType(LockstepException.class, () -> bench.deploy());

    assertThat(failure.code()).isEqualTo(ErrorCode.STATEMENT_FAILED);
    assertThat(failure)
        .hasMessageStartingWith("Changeset c.sql::4::ann failed: ")
        .hasMessageContaining("nowhere");
    assertThat(DatabasePrint.history(database)).hasSize(3);
    assertThat(objects()).noneMatch(object -> object.contains("four"));
  }

  @Test
  void theEngineCommitsChangeAndRowTogether() throws Exception {
    append(
        """
        --changeset ann:4
        --preconditions onFail:HALT
        --precondition-sql-check expectedResult:1 SELECT 1
        CREATE TABLE four (n int);
        """);
    bench.deploy();

    assertThat(
            DatabasePrint.lines(
                database,
                List.of(
                    "SELECT (SELECT xmin::text FROM pg_class WHERE relname = 'four')"
                        + " = (SELECT xmin::text FROM databasechangelog WHERE id = '4')"),
                true))
        .containsExactly("t");
  }

  @Test
  void eightDatabasesAtOnceDoNotDisturbEachOther() throws Exception {
    StringBuilder more = new StringBuilder();
    for (int index = 10; index < 40; index++) {
      more.append("--changeset ann:%d\n".formatted(index));
      if (index % 5 == 0) {
        more.append(
            "--preconditions onFail:HALT\n--precondition-sql-check expectedResult:1 SELECT 1\n");
      }
      more.append("CREATE TABLE t_%d (n int);\n".formatted(index));
    }
    append(more.toString());
    LiquibaseEngine engine = new LiquibaseEngine(cache);
    List<Workbench> benches = new ArrayList<>();
    for (int index = 0; index < 8; index++) {
      benches.add(Workbench.of(engine, tree, Settings.changelog("c.sql"), TestPostgres.database()));
    }

    List<Future<List<String>>> histories = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Workbench each : benches) {
        histories.add(threads.submit(() -> deployLocked(each)));
      }
    }

    List<String> expected = histories.getFirst().get();
    assertThat(expected).hasSize(33);
    for (Future<List<String>> history : histories) {
      assertThat(history.get()).isEqualTo(expected);
    }
    assertThat(engine.workers()).isBetween(1, 8);
  }

  private static List<String> deployLocked(Workbench each) throws SQLException {
    try (JdbcSession session = each.open();
        EngineLock _ = each.engine().lock(each.request(), session, "parallel")) {
      Assessment plan = each.engine().assess(each.request(), session);
      each.run(session, plan.setup(), plan.pending());
    }
    assertThat(
            DatabasePrint.lines(
                each.database(), List.of("SELECT locked FROM databasechangeloglock"), true))
        .containsExactly("f");
    return DatabasePrint.history(each.database());
  }

  private Workbench bench(TestDatabase target) {
    return Workbench.of(new LiquibaseEngine(cache), tree, Settings.changelog("c.sql"), target);
  }

  private LoadedChangelog loaded() {
    Changelogs changelogs =
        new Changelogs(new EngineWorkers(1), new ChangelogCache(cache.resolve("x")), cache);
    try (JdbcSession session = bench.open()) {
      LoadedChangelog loaded = changelogs.load(bench.request(), session);
      assertThat(loaded.definition().changesets()).isNotEmpty();
      return loaded;
    }
  }

  private RollbackPlan plan(RollbackTarget target) {
    try (JdbcSession session = bench.open()) {
      return bench.engine().planRollback(bench.request(), session, target);
    }
  }

  private void undo(RollbackTarget target, int steps) throws SQLException {
    try (JdbcSession session = bench.open()) {
      RollbackPlan plan = bench.engine().planRollback(bench.request(), session, target);
      assertThat(plan.irreversible()).isEmpty();
      assertThat(plan.steps()).hasSize(steps);
      bench.run(session, List.of(), plan.steps());
    }
  }

  private List<String> objects() throws SQLException {
    return DatabasePrint.schema(database).stream()
        .filter(line -> !line.contains("databasechangelog"))
        .toList();
  }

  private String lockRow() throws SQLException {
    return DatabasePrint.lines(
            database, List.of("SELECT locked, lockedby FROM databasechangeloglock"), true)
        .getFirst();
  }

  /// Waits until the server has noticed that other sessions ended.
  private void waitForSilence() throws SQLException {
    while (!DatabasePrint.lines(
            database,
            List.of(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid"
                    + " <> pg_backend_pid() AND backend_type = 'client backend'"),
            true)
        .equals(List.of("0"))) {
      Thread.onSpinWait();
    }
  }

  private static List<String> withoutNumbers(List<String> rows) {
    return rows.stream().map(row -> row.replaceAll("\\d{10,}", "N")).toList();
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void write(String content) throws IOException {
    Files.writeString(tree.resolve("c.sql"), content);
  }

  private void append(String content) throws IOException {
    write(Files.readString(tree.resolve("c.sql")) + content);
  }

  private void replace(String from, String to) throws IOException {
    write(Files.readString(tree.resolve("c.sql")).replace(from, to));
  }
}
