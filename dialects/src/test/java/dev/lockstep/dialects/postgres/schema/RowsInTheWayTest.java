package dev.lockstep.dialects.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.dialects.schema.RowFinding;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Asks live rows whether a plan would fail on them.
final class RowsInTheWayTest {
  @Test
  void onlyLabelsThatRowsHoldAreNamed() throws SQLException {
    assertThat(
            told(
                """
                CREATE TYPE mood AS ENUM ('a', 'b', 'c', 'it''s');
                CREATE TABLE t (m mood, n mood);
                INSERT INTO t VALUES ('a', 'b'), ('a', 'it''s');
                """,
                "CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (m mood, n mood);"))
        .containsExactly(
            "Some row of public.t has 'b' in n, but enum public.mood is to lose that label.",
            "Some row of public.t has 'it''s' in n, but enum public.mood is to lose that label.");
  }

  @Test
  void rowsThatADomainRefuses() throws SQLException {
    assertThat(
            told(
                """
                CREATE DOMAIN amount AS int;
                CREATE DOMAIN word AS text CONSTRAINT kept CHECK (VALUE <> 'VALUE');
                CREATE TABLE t (a amount, b amount, w word);
                INSERT INTO t VALUES (1, NULL, 'long'), (-1, 2, 'x');
                """,
                """
                CREATE DOMAIN amount AS int NOT NULL CONSTRAINT more CHECK (VALUE > 0);
                CREATE DOMAIN word AS text CONSTRAINT kept CHECK (VALUE <> 'VALUE')
                  CONSTRAINT short CHECK (length(VALUE) < 2 AND VALUE <> 'VALUE');
                CREATE TABLE t (a amount, b amount, w word);
                """))
        .containsExactly(
            "Some row of public.t has no value in b, but domain public.amount is to refuse nulls.",
            "Some value of public.t.a does not fulfil (VALUE > 0),"
                + " but more of domain public.amount is to demand it.",
            "Some value of public.t.w does not fulfil ((length(VALUE) < 2) AND (VALUE <>"
                + " 'VALUE'::text)), but short of domain public.word is to demand it.");
  }

  @Test
  void whatIsHeldAgainstRowsAtLast() throws SQLException {
    assertThat(
            told(
                """
                CREATE TABLE t (a int, b int);
                INSERT INTO t VALUES (NULL, -1);
                ALTER TABLE t ADD CONSTRAINT there NOT NULL a NOT VALID;
                ALTER TABLE t ADD CONSTRAINT more CHECK (b > 0) NOT VALID;
                """,
                """
                CREATE TABLE t (a int CONSTRAINT there NOT NULL, b int,
                  CONSTRAINT more CHECK (b > 0));
                """))
        .containsExactly(
            "Some row of public.t has no value in a, but the column is to refuse nulls.",
            "Some row of public.t does not fulfil (b > 0), but more is to demand it.");
  }

  private static List<String> told(String from, String to) throws SQLException {
    TestDatabase database = TestPostgres.database();
    SchemaPairs.execute(database, List.of(from));
    TestDatabase other = TestPostgres.database();
    SchemaPairs.execute(other, List.of(to));
    DatabaseSchema live = SchemaPairs.inspect(database);
    DatabaseSchema desired = SchemaPairs.inspect(other);
    PostgresSchemas postgres = new PostgresSchemas();
    try (Connection connection = database.connect()) {
      return postgres
          .rowsInTheWay(connection, postgres.planner().plan(live, desired), live, desired)
          .stream()
          .map(RowFinding::text)
          .toList();
    }
  }
}
