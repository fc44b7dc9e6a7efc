package dev.lockstep.engines.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Direction;
import dev.lockstep.migration.MigrationState;
import dev.lockstep.migration.Reversal;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackTarget;
import dev.lockstep.testkit.TestPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UndoTest {
  @TempDir Path folder;

  private final Lab lab = Lab.on("postgresql", TestPostgres.database());

  @AfterEach
  void close() {
    lab.close();
  }

  private static MemoryTree files() {
    return MemoryTree.of(
        "db/V1__a.sql",
        "create table a (id int);",
        "db/U1__drop_a.sql",
        "drop table a;",
        "db/V2__b.sql",
        "create table b (id int);",
        "db/U2__drop_b.sql",
        "drop table b;",
        "db/V3__c.sql",
        "create table c (id int);",
        "db/U3__drop_c.sql",
        "drop table c;");
  }

  private RollbackPlan plan(MemoryTree files, RollbackTarget target) {
    return lab.engine().planRollback(lab.request(files), lab.session(), target);
  }

  private void rollBack(MemoryTree files, RollbackTarget target) {
    RollbackPlan plan = plan(files, target);
    assertThat(plan.irreversible()).isEmpty();
    plan.steps().forEach(lab::execute);
  }

  private java.util.List<String> tables() {
    return lab.rows(
        "select tablename from pg_tables where schemaname = 'public' and length(tablename) = 1"
            + " order by 1");
  }

  @Test
  void undoesAndAppliesAgainAsOftenAsOneLikes() {
    lab.deploy(files());
    for (int round = 0; round < 3; round++) {
      rollBack(files(), new RollbackTarget.Count(2));
      assertThat(tables()).containsExactly("a");
      lab.deploy(files());
      assertThat(tables()).containsExactly("a", "b", "c");
    }
    rollBack(files(), new RollbackTarget.Position(null));
    assertThat(tables()).isEmpty();
    assertThat(lab.assess(files()).faults()).isEmpty();
  }

  @Test
  void namesWhatItTakesBackNewestFirst() {
    lab.deploy(files());
    RollbackPlan plan = plan(files(), new RollbackTarget.Version("1"));
    assertThat(plan.steps()).extracting(each -> each.migration().id()).containsExactly("3", "2");
    assertThat(plan.steps())
        .allSatisfy(each -> assertThat(each.direction()).isEqualTo(Direction.UNDO));
    assertThat(plan.steps().getFirst().statements().getFirst().source().path())
        .isEqualTo("db/U3__drop_c.sql");
    assertThat(lab.assess(files()).pending()).isEmpty();
  }

  @Test
  void theLibraryReadsAnUndoneVersionAsOpenAgain() {
    lab.deploy(files());
    rollBack(files(), new RollbackTarget.Count(1));
    Flyway library = lab.library(files(), folder);
    assertThat(Arrays.stream(library.info().all()).map(each -> each.getState().getDisplayName()))
        .containsExactly("Success", "Success", "Deleted", "Pending");
    assertThat(library.validateWithResult().invalidMigrations)
        .extracting(each -> String.valueOf(each.version))
        .containsExactly("3");
    assertThat(library.migrate().migrationsExecuted).isEqualTo(1);
    assertThat(tables()).containsExactly("a", "b", "c");
    assertThat(lab.assess(files()).faults()).isEmpty();
    assertThat(lab.assess(files()).migrations())
        .extracting(each -> each.migration().id() + " " + each.state())
        .containsExactly("1 APPLIED", "2 APPLIED", "3 UNDONE", "3 APPLIED");
    rollBack(files(), new RollbackTarget.Count(3));
    assertThat(tables()).isEmpty();
    assertThat(library.migrate().migrationsExecuted).isEqualTo(3);
  }

  @Test
  void theLibraryCannotReadRowsOfThePaidEditionAndTheEngineCan() {
    lab.deploy(files());
    lab.execute("drop table c");
    lab.execute(
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success)"
            + " values (4, '3', 'drop c', 'UNDO_SQL', 'U3__drop_c.sql', 1, 'x', 1, true)");
    Flyway library = lab.library(files(), folder);
    assertThatThrownBy(library::info).isInstanceOf(FlywayException.class);
    assertThat(lab.assess(files()).migrations())
        .filteredOn(each -> each.state() == MigrationState.UNDONE)
        .extracting(each -> each.migration().id())
        .containsExactly("3");
    lab.deploy(files());
    assertThat(tables()).containsExactly("a", "b", "c");
  }

  @Test
  void saysWhatHasNoWayBack() {
    MemoryTree files =
        files().remove("db/U2__drop_b.sql").put("db/R__view.sql", "create view v as select 1;");
    assertThat(lab.assess(files).pending())
        .extracting(each -> each.reversal() instanceof Reversal.None)
        .containsExactly(false, true, false, true);
    lab.deploy(files);
    RollbackPlan plan = plan(files, new RollbackTarget.Position("1"));
    assertThat(plan.steps()).extracting(each -> each.migration().id()).containsExactly("3");
    assertThat(plan.irreversible())
        .extracting(each -> each.migration().id() + ": " + each.reason())
        .containsExactly(
            "R:view: a repeatable migration has no way back; deploy the commit that held its"
                + " earlier text",
            "2: there is no undo script U2");
  }

  @Test
  void versionsAndCountsLeaveRepeatablesAlone() {
    MemoryTree files = files().put("db/R__view.sql", "create view v as select 1;");
    lab.deploy(files);
    for (RollbackTarget target :
        List.of(new RollbackTarget.Version("1"), new RollbackTarget.Count(2))) {
      RollbackPlan plan = plan(files, target);
      assertThat(plan.steps()).extracting(each -> each.migration().id()).containsExactly("3", "2");
      assertThat(plan.irreversible()).isEmpty();
    }
  }

  @Test
  void goesBackToAPositionEvenIfThatVersionWasAppliedAgainSince() {
    lab.deploy(files().remove("db/V3__c.sql"));
    String position = lab.assess(files()).position();
    assertThat(position).isEqualTo("2");
    rollBack(files(), new RollbackTarget.Count(1));
    lab.deploy(files());
    rollBack(files(), new RollbackTarget.Position(position));
    assertThat(tables()).containsExactly("a", "b");
    rollBack(files(), new RollbackTarget.Count(1));
    assertThat(plan(files(), new RollbackTarget.Position(position)).irreversible())
        .extracting(each -> each.migration().id())
        .containsExactly("2");
  }

  @Test
  void goesBackToADate() {
    lab.deploy(files());
    lab.execute(
        "update flyway_schema_history set installed_on = now() - interval '1 day' where"
            + " installed_rank = 1");
    RollbackPlan plan = plan(files(), new RollbackTarget.Date(Instant.now().minusSeconds(3600)));
    assertThat(plan.steps()).extracting(each -> each.migration().id()).containsExactly("3", "2");
  }

  @Test
  void refusesTagsUnknownVersionsAndFailedRows() {
    lab.deploy(files());
    assertThatThrownBy(() -> plan(files(), new RollbackTarget.Tag("x", List.of("before-names"))))
        .isInstanceOfSatisfying(
            LockstepException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.USAGE);
              assertThat(failure.nextStep()).isEqualTo("There is: before-names.");
            });
    assertThatThrownBy(() -> plan(files(), new RollbackTarget.Version("7")))
        .hasMessageContaining("version 7 is not applied here");
    lab.execute("update flyway_schema_history set success = false where installed_rank = 3");
    assertThatThrownBy(() -> plan(files(), new RollbackTarget.Count(1)))
        .hasMessageContaining("V3__c.sql is recorded as failed");
  }

  @Test
  void runsTheScriptsOfUndoEventsAroundTheSteps() {
    MemoryTree files =
        files()
            .put("db/beforeUndo.sql", "create table log (line text);")
            .put("db/afterEachUndo__note.sql", "insert into log values ('each');")
            .put("db/afterUndo.sql", "insert into log values ('end');");
    lab.deploy(files);
    rollBack(files, new RollbackTarget.Count(2));
    assertThat(lab.rows("select line from log")).containsExactly("each", "each", "end");
  }
}
