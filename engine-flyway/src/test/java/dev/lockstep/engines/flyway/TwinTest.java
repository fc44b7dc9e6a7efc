package dev.lockstep.engines.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.MigrationState;
import dev.lockstep.testkit.TestPostgres;
import java.nio.file.Path;
import org.flywaydb.core.api.output.ValidateResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the same project by the library alone and by the engine here; both must leave the same.
final class TwinTest {
  @TempDir Path folder;

  private static MemoryTree shop() {
    return MemoryTree.of(
            "db/V1__customers.sql",
            """
            create table customer (id int primary key, name text not null);
            insert into customer values (1, 'a;b'), (2, '${owner}');
            """,
            "db/V1.1__orders.sql",
            "-- orders\r\ncreate table \"order\" (id bigserial primary key, customer int references"
                + " customer);\r\n",
            "db/sub/V2_0__function.sql",
            """
            create function total() returns bigint language plpgsql as $body$
            begin
              return (select count(*) from "order"); -- ; not an end
            end
            $body$;
            create function plain(a int) returns int language sql begin atomic select a + 1; select a; end;
            """,
            "db/V010__index.sql",
            "create index concurrently order_customer on \"order\" (customer);\n",
            "db/V11__copy.sql",
            "copy customer (id, name) from stdin;\n3\tcopied\n4\tagain\n\\.\ninsert into customer"
                + " values (5, 'x');\n",
            "db/V12__outside.sql",
            "create table late (id int);\n",
            "db/V12__outside.sql.conf",
            "executeInTransaction=false\n",
            "db/V13__raw.sql",
            "create table \"${raw}\" (id int);\n",
            "db/V13__raw.sql.conf",
            "placeholderReplacement=false\n",
            "db/R__b_view.sql",
            "create or replace view names as select name from customer where name <> '${owner}';\n",
            "db/R__a_view.sql",
            "create or replace view ids as select id from customer;\n",
            "db/notes.txt",
            "no migration\n",
            "db/V14__ünïcode.sql",
            "\uFEFFcreate table unicode (id int);")
        .put(
            "db/V15__latin.sql",
            "comment on table late is 'größer';"
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))
        .put("db/V15__latin.sql.conf", "encoding=ISO-8859-1\n");
  }

  private static Lab lab() {
    return Lab.on("postgresql", TestPostgres.database()).option("placeholders.owner", "Ada");
  }

  @Test
  void leavesTheSameRowsAndTheSameSchema() {
    try (Lab library = lab();
        Lab engine = lab()) {
      library.library(shop(), folder).migrate();
      engine.deploy(shop());
      assertThat(engine.history()).isEqualTo(library.history()).hasSize(11);
      assertThat(engine.catalogue()).isEqualTo(library.catalogue());
      assertThat(engine.rows("select * from customer order by 1"))
          .isEqualTo(library.rows("select * from customer order by 1"));
    }
  }

  @Test
  void understandsADatabaseThatTheLibraryMigratedAndGoesOn() {
    try (Lab lab = lab()) {
      lab.library(shop(), folder).migrate();
      Assessment assessment = lab.assess(shop());
      assertThat(assessment.faults()).isEmpty();
      assertThat(assessment.pending()).isEmpty();
      assertThat(assessment.setup()).isEmpty();
      assertThat(assessment.position()).isEqualTo("11");
      assertThat(assessment.migrations())
          .allSatisfy(each -> assertThat(each.state()).isEqualTo(MigrationState.APPLIED))
          .allSatisfy(each -> assertThat(each.appliedAt()).isNotNull());
      MemoryTree next = shop().put("db/V20__next.sql", "create table next (id int);");
      lab.deploy(next);
      assertThat(lab.library(next, folder).migrate().migrationsExecuted).isZero();
    }
  }

  @Test
  void leavesADatabaseThatTheLibraryUnderstands() {
    try (Lab lab = lab()) {
      lab.deploy(shop());
      ValidateResult result = lab.library(shop(), folder).validateWithResult();
      assertThat(result.invalidMigrations).isEmpty();
      MemoryTree next = shop().put("db/V20__next.sql", "create table next (id int);");
      assertThat(lab.library(next, folder).migrate().migrationsExecuted).isEqualTo(1);
      assertThat(lab.assess(next).pending()).isEmpty();
    }
  }

  @Test
  void runsARepeatableMigrationAgainWhenItsTextOrAPlaceholderChanges() {
    try (Lab lab = lab()) {
      lab.deploy(shop());
      lab.option("placeholders.owner", "Grace");
      Assessment assessment = lab.assess(shop());
      assertThat(assessment.pending())
          .extracting(each -> each.migration().id())
          .containsExactly("R:b view");
      assertThat(assessment.migrations())
          .filteredOn(each -> each.state() == MigrationState.OUTDATED)
          .hasSize(1);
      lab.deploy(shop());
      assertThat(lab.library(shop(), folder).validateWithResult().invalidMigrations).isEmpty();
      assertThat(lab.history()).hasSize(12);
    }
  }

  @Test
  void saysHowEachMigrationCommits() {
    try (Lab lab = lab()) {
      Assessment assessment = lab.assess(shop());
      assertThat(assessment.pending())
          .extracting(each ->
              each.migration().id()
                  + " "
                  + (each.execution() instanceof Execution.Direct direct
                      ? direct.mode()
                      : each.execution()))
          .containsExactly(
              "1 SINGLE",
              "1.1 SINGLE",
              "2.0 SINGLE",
              "010 PER_STATEMENT",
              "11 SINGLE",
              "12 PER_STATEMENT",
              "13 SINGLE",
              "14 SINGLE",
              "15 SINGLE",
              "R:a view SINGLE",
              "R:b view SINGLE")
          .hasSize(11);
    }
  }

  @Test
  void pointsAtTheLineInTheFileAsWritten() {
    try (Lab lab = lab().option("placeholders.many", "1,\n2,\n3")) {
      Assessment assessment =
          lab.assess(
              MemoryTree.of(
                  "db/V1__x.sql", "select ${many};\n-- comment\n  select 4;\nselect 5;\n"));
      assertThat(assessment.pending().getFirst().statements())
          .extracting(each -> each.source().toString())
          .containsExactly("db/V1__x.sql:1", "db/V1__x.sql:3", "db/V1__x.sql:4");
    }
  }

  @Test
  void createsSchemasAndWorksInTheDefaultSchema() {
    MemoryTree files =
        MemoryTree.of(
            "db/V1__a.sql",
            "create table a (id int);",
            "db/V2__b.sql",
            "create index concurrently a_id on a (id);",
            "db/V3__c.sql",
            "create table ${flyway:defaultSchema}.c (id int);");
    try (Lab library = Lab.on("postgresql", TestPostgres.database()).option("schemas", "app,more");
        Lab engine = Lab.on("postgresql", TestPostgres.database()).option("schemas", "app,more")) {
      library.library(files, folder).migrate();
      engine.deploy(files);
      String rows =
          "select installed_rank, version, description, type, script, checksum, success from"
              + " app.flyway_schema_history order by 1";
      assertThat(engine.rows(rows)).isEqualTo(library.rows(rows)).hasSize(4);
      assertThat(engine.catalogue()).isEqualTo(library.catalogue());
      assertThat(engine.rows("show search_path")).isEqualTo(library.rows("show search_path"));
    }
  }
}
