package dev.lockstep.dialects.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.dialects.Sessions;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.error.LockstepException;
import dev.lockstep.testkit.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresSessionTest {
  private JdbcSession session;

  @BeforeAll
  void open() {
    session = Sessions.open(new PostgresProduct(), TestPostgres.database());
  }

  @AfterAll
  void close() {
    session.close();
  }

  @Test
  void knowsItsServer() {
    assertThat(session.server().product()).isEqualTo("PostgreSQL");
    assertThat(session.server().majorVersion()).isEqualTo(18);
    assertThat(session.server().defaultSchema()).isEqualTo("public");
    assertThat(session.facts().backendId()).isPositive();
  }

  @Test
  void bindsArgumentsAndReadsRows() {
    assertThat(session.query("SELECT ?::int + 1 AS Sum, now() AS at", 41))
        .singleElement()
        .satisfies(row -> assertThat(row.number("sum")).isEqualTo(42))
        .satisfies(row -> assertThat(row.time("AT")).isNotNull());
  }

  @Test
  void missingTableIsNoError() {
    assertThat(session.queryIfPresent("SELECT 1 FROM nowhere")).isEmpty();
  }

  @Test
  void blamesThePlace() {
    assertThatThrownBy(() -> session.query("SELECT 1\n FROMM x"))
        .isInstanceOf(LockstepException.class)
        .hasMessageContaining("line 2 column");
  }

  @Test
  void setsItsTimeouts() {
    assertThat(setting("lock_timeout")).isEqualTo("5s");
    assertThat(setting("client_connection_check_interval")).isEqualTo("1s");
    assertThat(setting("application_name")).isEqualTo("lockstep test");
  }

  private String setting(String name) {
    return String.valueOf(
        session.query("SELECT current_setting(?) AS s", name).getFirst().text("s"));
  }
}
