package dev.lockstep.dialects.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialects.RoundTrip;
import dev.lockstep.dialects.Sessions;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.testkit.TestPostgres;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class PostgresTextTest {
  @Test
  void textSurvivesInBothStringModes() {
    try (JdbcSession session = Sessions.open(new PostgresProduct(), TestPostgres.database())) {
      RoundTrip.check(session, "text");
      session.update("DROP TABLE round_trip");
      session.update("SET standard_conforming_strings = off");
      session.update("SET backslash_quote = on");
      session.update("SET escape_string_warning = off");
      RoundTrip.check(session, "text");
    }
  }

  @Test
  void theServerTellsTimeAndDuration() {
    try (JdbcSession session = Sessions.open(new PostgresProduct(), TestPostgres.database())) {
      session.update("CREATE TABLE h (at timestamp, took int)");
      SequencedMap<String, RowWrite.Value> values = new LinkedHashMap<>();
      values.put("at", new RowWrite.Value.Now());
      values.put("took", new RowWrite.Value.ElapsedMillis());
      String insert =
          session.dialect().render(new RowWrite.Insert(new QualifiedName(null, "h"), values));
      session.update("BEGIN; DO 'BEGIN PERFORM pg_sleep(0.05); END'; " + insert + "; COMMIT");
      assertThat(session.query("SELECT took, at > now() - interval '1 minute' AS fresh FROM h"))
          .singleElement()
          .satisfies(row -> assertThat(row.number("took")).isBetween(50L, 5000L))
          .satisfies(row -> assertThat(row.truth("fresh")).isTrue());
    }
  }

  @Test
  void aNulCharacterIsRefused() {
    assertThatThrownBy(() -> new PostgresProduct().literal("a\0b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PostgresProduct().quote("a\0b"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
