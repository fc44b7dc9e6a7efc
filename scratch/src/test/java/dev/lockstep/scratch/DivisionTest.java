package dev.lockstep.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.Division.Part;
import dev.lockstep.scratch.Division.Together;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Divides plans of PostgreSQL, where parts can share a transaction and some must not.
final class DivisionTest {
  private static final ScratchServer SERVER = Scratches.embedded().of("postgresql");
  private static final SchemaDialect POSTGRES = SupportedSchemas.named("postgresql");
  private static final String TABLE = "CREATE TABLE a (id int PRIMARY KEY, name text);";

  @Test
  void eachObjectIsAPartWithItsWayBack() throws SQLException {
    List<Part> parts =
        divided(
            TABLE,
            TABLE.replace("name text", "name text, note text") + "CREATE VIEW v AS SELECT 1 AS x;",
            Planned.USUAL,
            Together.SAME_OBJECT);

    assertThat(parts).hasSize(2);
    assertThat(parts.getFirst().statements())
        .containsExactly("ALTER TABLE public.a ADD COLUMN note text");
    assertThat(parts.getFirst().reverse()).containsExactly("ALTER TABLE public.a DROP COLUMN note");
    assertThat(parts.getLast().reverse()).containsExactly("DROP VIEW public.v");
  }

  @Test
  void togetherIsOnePart() throws SQLException {
    List<Part> parts =
        divided(
            TABLE,
            "CREATE TABLE a (id int PRIMARY KEY, note text); CREATE VIEW v AS SELECT 1 AS x;",
            Planned.USUAL,
            Together.ALL);

    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().losses()).containsExactly("the values of column public.a.name");
    assertThat(parts.getFirst().reverse()).contains("DROP VIEW public.v").hasSizeGreaterThan(2);
  }

  @Test
  void whatRunsOutsideTransactionsStandsAlone() throws SQLException {
    List<Part> parts =
        divided(
            TABLE,
            TABLE + "CREATE INDEX i ON a (name); CREATE TABLE b (id int);",
            Planned.ONLINE,
            Together.ALL);

    assertThat(parts.stream().map(Part::inTransaction)).containsExactly(true, false);
    assertThat(parts.getLast().statements())
        .containsExactly("CREATE INDEX CONCURRENTLY i ON public.a USING btree (name)");
  }

  @Test
  void whatUsesANewLabelWaitsForItsCommit() throws SQLException {
    String enumerated = "CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (e e DEFAULT 'a');";

    List<Part> parts =
        divided(
            enumerated,
            enumerated.replace("('a')", "('a', 'b')").replace("DEFAULT 'a'", "DEFAULT 'b'"),
            Planned.USUAL,
            Together.ALL);

    assertThat(parts.stream().map(Part::statements))
        .containsExactly(
            List.of("ALTER TYPE public.e ADD VALUE 'b' AFTER 'a'"),
            List.of("ALTER TABLE public.t ALTER COLUMN e SET DEFAULT 'b'::public.e"));
    assertThat(parts).allMatch(Part::inTransaction).noneMatch(part -> part.reverse().isEmpty());
  }

  @Test
  void aWayBackThatNeedsACommitIsNoTransaction() throws SQLException {
    String enumerated = "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (e e DEFAULT 'b');";

    List<Part> parts =
        divided(
            enumerated,
            enumerated.replace("('a', 'b')", "('a')").replace("DEFAULT 'b'", "DEFAULT 'a'"),
            Planned.USUAL,
            Together.ALL);

    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().inTransaction()).isTrue();
    assertThat(parts.getFirst().reverseInTransaction()).isFalse();
    assertThat(parts.getFirst().reverse()).first().asString().contains("ADD VALUE 'b'");
  }

  @Test
  void renamesAreTakenBackByRenames() throws SQLException {
    List<Part> parts =
        divided(TABLE, TABLE.replace("name", "label"), Planned.RENAMED, Together.SAME_OBJECT);

    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().statements())
        .containsExactly("ALTER TABLE public.a RENAME COLUMN name TO label");
    assertThat(parts.getFirst().reverse())
        .containsExactly("ALTER TABLE public.a RENAME COLUMN label TO name");
  }

  @Test
  void labelsAreRenamedAsWell() throws SQLException {
    String labelled =
        "CREATE TYPE mood AS ENUM ('fine', 'so so'); CREATE TABLE m (mood mood DEFAULT 'so so');";
    List<Part> parts =
        divided(
            labelled, labelled.replace("so so", "fair"), Planned.RELABELLED, Together.SAME_OBJECT);

    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().statements())
        .containsExactly("ALTER TYPE public.mood RENAME VALUE 'so so' TO 'fair'");
    assertThat(parts.getFirst().reverse())
        .containsExactly("ALTER TYPE public.mood RENAME VALUE 'fair' TO 'so so'");
    assertThat(parts.getFirst().losses()).isEmpty();
  }

  @Test
  void aRoutineThatFollowsWhatItUsesIsToldSo() throws SQLException {
    List<Part> parts =
        divided(
            TABLE,
            TABLE
                + "CREATE TABLE z (id int);"
                + "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM z';",
            Planned.USUAL,
            Together.SAME_OBJECT);

    assertThat(parts.stream().flatMap(part -> part.statements().stream()))
        .anyMatch(sql -> sql.startsWith("CREATE OR REPLACE FUNCTION"));
    assertThat(parts.stream().map(Part::reverse)).noneMatch(List::isEmpty);
  }

  private enum Planned {
    USUAL,
    ONLINE,
    RENAMED,
    RELABELLED;

    List<Rename> renames() {
      return switch (this) {
        case USUAL, ONLINE -> List.of();
        case RENAMED -> List.of(Rename.parse("column public.a.name to label"));
        case RELABELLED -> List.of(Rename.parse("label public.mood.\"so so\" to fair"));
      };
    }
  }

  private static List<Part> divided(String from, String to, Planned planned, Together together)
      throws SQLException {
    Planning planning = new Planning(POSTGRES, () -> SERVER, planned == Planned.ONLINE, true);
    DatabaseSchema before = schema(from);
    SchemaPlan plan = planning.plan(before, schema(to), planned.renames());
    try (ScratchDatabase database = planning.holding(before)) {
      database.execute(POSTGRES.reset());
      return new Division(POSTGRES, database).divide(plan, together);
    }
  }

  private static DatabaseSchema schema(String sql) {
    return DesiredSql.schema(SERVER, POSTGRES, List.of(new Script("test.sql", sql)));
  }
}
