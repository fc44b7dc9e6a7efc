package dev.lockstep.dialects.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.sql.PostgresSplitter;
import dev.lockstep.sql.SqlStatement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Finds the schemas that a statement may change.
class PostgresCatalogPrintTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CREATE TABLE sales.orders (id int)                      | sales
          CREATE TABLE Sales . Orders (id int)                    | sales
          CREATE TABLE "Odd Name".t (id int)                      | Odd Name
          CREATE TABLE "say ""hi""\".t (id int)                   | say "hi"
          CREATE VIEW v AS SELECT a.x FROM one.a JOIN two.b ON 1=1 | a,one,two
          CREATE TABLE t (price numeric DEFAULT 1.5)              | 1
          CREATE TABLE t (id int)                                 | ``
          INSERT INTO sales.orders VALUES (1)                     | ``
          DROP SCHEMA "Old" CASCADE                               | drop,schema,Old,cascade
          """)
  void findsPlaces(String sql, String places) {
    SqlStatement statement = new PostgresSplitter().split(sql).getFirst();
    assertThat(String.join(",", new PostgresCatalogPrint(15).places(statement))).isEqualTo(places);
  }
}
