package dev.lockstep.engines.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.migration.HistoryPlan;
import dev.lockstep.testkit.TestPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares baseline and repair with the library's, row for row.
final class HistoryPlanTest {
  @TempDir Path folder;

  private static Lab lab() {
    return Lab.on("postgresql", TestPostgres.database());
  }

  private static MemoryTree files() {
    return MemoryTree.of(
        "db/V1__a.sql",
        "select 1;",
        "db/V2__b.sql",
        "select 2;",
        "db/V3__c.sql",
        "select 3;",
        "db/R__r.sql",
        "select '${x}';");
  }

  private static HistoryPlan repair(Lab lab, MemoryTree files) {
    return lab.engine().planRepair(lab.request(files), lab.session());
  }

  @Test
  void baselinesLikeTheLibrary() {
    try (Lab library = lab();
        Lab engine = lab()) {
      for (Lab each : java.util.List.of(library, engine)) {
        each.execute("create table customer (id int)");
        each.option("placeholders.x", "1");
      }
      assertThat(engine.assess(files()).faults())
          .extracting(each -> each.rule())
          .containsExactly("no-history");
      library.configuration(files(), folder).baselineVersion("2").load().baseline();
      engine.execute(engine.engine().planBaseline(engine.request(files()), engine.session(), "2"));
      assertThat(engine.history()).isEqualTo(library.history()).hasSize(1);
      assertThat(engine.catalogue()).isEqualTo(library.catalogue());
      engine.deploy(files());
      library.library(files(), folder).migrate();
      assertThat(engine.history()).isEqualTo(library.history()).hasSize(3);
      assertThat(engine.engine().planBaseline(engine.request(files()), engine.session(), "2"))
          .satisfies(plan -> assertThat(plan.writes()).isEmpty());
      assertThatThrownBy(
              () -> engine.engine().planBaseline(engine.request(files()), engine.session(), "3"))
          .hasMessageContaining("begins with the baseline 2");
    }
  }

  @Test
  void baselinesInASchemaThatDoesNotExistLikeTheLibrary() {
    try (Lab library = lab().option("defaultSchema", "app").option("placeholders.x", "1");
        Lab engine = lab().option("defaultSchema", "app").option("placeholders.x", "1")) {
      library.library(files(), folder).baseline();
      engine.execute(engine.engine().planBaseline(engine.request(files()), engine.session(), null));
      String rows =
          "select installed_rank, version, description, type, script from"
              + " app.flyway_schema_history order by 1";
      assertThat(engine.rows(rows)).isEqualTo(library.rows(rows)).hasSize(2);
    }
  }

  @Test
  void baselinesOnMigrateLikeTheLibrary() {
    try (Lab library = lab().option("baselineOnMigrate", "true").option("placeholders.x", "1");
        Lab engine = lab().option("baselineOnMigrate", "true").option("placeholders.x", "1")) {
      library.execute("create table customer (id int)");
      engine.execute("create table customer (id int)");
      library.library(files(), folder).migrate();
      engine.deploy(files());
      assertThat(engine.history()).isEqualTo(library.history()).hasSize(4);
    }
  }

  @Test
  void runsABaselineMigrationOnAnEmptyHistoryLikeTheLibrary() {
    MemoryTree files = files().put("db/B2__base.sql", "select 'base';");
    try (Lab library = lab().option("placeholders.x", "1");
        Lab engine = lab().option("placeholders.x", "1")) {
      library.library(files, folder).migrate();
      engine.deploy(files);
      assertThat(engine.history()).isEqualTo(library.history()).hasSize(3);
      assertThat(engine.assess(files).faults()).isEmpty();
      assertThat(engine.assess(files).pending()).isEmpty();
    }
  }

  @Test
  void repairsLikeTheLibrary() {
    try (Lab library = lab();
        Lab engine = lab()) {
      MemoryTree later =
          MemoryTree.of(
              "db/V1__renamed.sql",
              "select 11;",
              "db/V4__d.sql",
              "select 4;",
              "db/R__r.sql",
              "select '${x}';");
      for (Lab each : java.util.List.of(library, engine)) {
        each.option("placeholders.x", "1");
        each.deploy(files());
        each.execute("update flyway_schema_history set success = false where version = '3'");
        each.execute(
            "update flyway_schema_history set checksum = "
                + Checksum.of("select '${x}';")
                + " where version is null");
      }
      assertThat(engine.assess(later).faults())
          .extracting(each -> each.rule())
          .contains("failed-migration", "missing-migration");
      library.library(later, folder).repair();
      HistoryPlan plan = repair(engine, later);
      engine.execute(plan);
      assertThat(engine.history()).isEqualTo(library.history());
      assertThat(plan.effects()).hasSameSizeAs(plan.writes()).isNotEmpty();
      assertThat(repair(engine, later).writes()).isEmpty();
      assertThat(engine.assess(later).faults()).isEmpty();
    }
  }
}
