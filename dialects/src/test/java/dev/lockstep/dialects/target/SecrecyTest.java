package dev.lockstep.dialects.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.dialects.postgres.PostgresProduct;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecrecyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CREATE USER u PASSWORD 'hunter2' x",
        "ALTER ROLE u WITH ENCRYPTED PASSWORD hunter2",
        "CREATE USER u IDENTIFIED BY hunter2",
        "SET PASSWORD FOR u = 'hunter2'",
        "CREATE USER MAPPING FOR u SERVER s OPTIONS (password 'hunter2')",
        "CREATE SUBSCRIPTION s CONNECTION 'host=h password=hunter2' PUBLICATION p",
        "SELECT * FROM dblink('password=hunter2', 'x')",
        "SELECT connect('postgres://u:hunter2@h/db')",
        "UPDATE users SET password = 'hunter2'",
        "INSERT INTO users (id, \"secret\") SELECT 1, f(secret => 'hunter2')",
        "DO $$ BEGIN EXECUTE 'CREATE ROLE r PASSWORD ''hunter2'''; END $$",
      })
  void words_about_a_credential_are_withheld_and_told_so(String sql) {
    assertThat(said(sql, "syntax error at or near \"hunter2\""))
        .isEqualTo(
            "the server's words are withheld, since the statement may hold a secret; SQLSTATE"
                + " 42601");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "alter table user_accounts add column password_hash text",
        "CREATE TABLE secrets (id int, password text)",
        "INSERT INTO a VALUES (1, 'secretary', 1)",
        "COMMENT ON COLUMN a.password IS NULL",
        "CREATE ROLE secret_keeper",
        "CREATE INDEX users_password ON users (password, secret)",
      })
  void words_about_a_statement_that_merely_speaks_of_secrets_are_repeated(String sql) {
    assertThat(said(sql, "relation \"user_accounts\" does not exist"))
        .isEqualTo("relation \"user_accounts\" does not exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = "INSERT INTO t (id, api_key) VALUES ('hunter2', 1)")
  void literals_that_a_message_quotes_are_withheld(String sql) {
    assertThat(said(sql, "invalid input syntax for type integer: \"hunter2\""))
        .isEqualTo(
            "invalid input syntax for type integer: \"…\" (a part is withheld, since the statement"
                + " may hold a secret; SQLSTATE 42601)");
  }

  private static String said(String sql, String message) {
    return Secrecy.said(new PostgresProduct(), sql, new SQLException(message, "42601"));
  }
}
