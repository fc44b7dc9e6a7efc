package dev.lockstep.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.name.QualifiedName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;

/// Sends hostile names and values through a real server and looks at what comes back.
public final class RoundTrip {
  private static final List<String> NASTY =
      List.of(
          "",
          "'",
          "''",
          "\\",
          "\\'",
          "\\\\'",
          "'; DROP TABLE t; --",
          "\\'; DROP TABLE t; --",
          "a\nb\r\nc\\\nd",
          "\"`[]$$x$$:p?{d 'x'}",
          "${x} %s \u0001\u001b[31m",
          "äöü 漢字 😀 \u202e \u00a0");
  private static final String ALPHABET = "'\"\\`;-/*?:$%_&[]{}()\n\r\t aZ0é漢\u001b";

  private RoundTrip() {}

  /// @param textType of a column that holds any text
  public static void check(JdbcSession session, String textType) {
    Dialect spell = session.dialect();
    session.update(
        "CREATE TABLE %s (%s int NOT NULL, %s %s)"
            .formatted(spell.quote(table()), spell.quote("id"), spell.quote("v"), textType));
    Random random = new Random(4711);
    int id = 0;
    for (String text : NASTY) {
      checkText(session, id++, text);
    }
    for (int round = 0; round < 300; round++) {
      checkText(session, id++, text(random));
    }
    checkNames(session, random);
    checkRows(session);
  }

  private static void checkText(JdbcSession session, int id, String text) {
    session.update(session.dialect().render(insert(id, text)));
    Dialect spell = session.dialect();
    assertThat(
            session.query(
                "SELECT %s FROM %s WHERE %s = ?"
                    .formatted(spell.quote("v"), spell.quote(table()), spell.quote("id")),
                id))
        .as("text %s", text)
        .singleElement()
        .satisfies(row -> assertThat(row.text("v")).isEqualTo(text));
  }

  private static void checkNames(JdbcSession session, Random random) {
    for (int round = 0; round < 30; round++) {
      String name = "n" + text(random) + "n";
      String quoted = session.dialect().quote(name.substring(0, Math.min(40, name.length())));
      session.update("CREATE TABLE " + quoted + " (x int)");
      assertThat(session.query("SELECT x FROM " + quoted)).isEmpty();
      session.update("DROP TABLE " + quoted);
    }
  }

  private static void checkRows(JdbcSession session) {
    SequencedMap<String, RowWrite.Value> changed = new LinkedHashMap<>();
    changed.put("v", new RowWrite.Value.Literal("it's"));
    RowWrite update = new RowWrite.Update(table(), changed, key(0));
    assertThat(session.update(session.dialect().render(update))).isEqualTo(1);
    assertThat(session.update(session.dialect().render(new RowWrite.Delete(table(), key(0)))))
        .isEqualTo(1);
    Instant instant = Instant.parse("2026-03-29T01:30:00.123Z");
    for (Object value : List.of(1, -7L, new BigDecimal("12.50"), true, instant)) {
      assertThat(session.query("SELECT " + session.dialect().literal(value) + " AS v"))
          .singleElement()
          .satisfies(row -> {
            if (value instanceof Boolean) {
              assertThat(row.truth("v")).isTrue();
            } else if (value instanceof Instant) {
              assertThat(row.time("v")).isEqualTo(value);
            } else {
              assertThat(row.number("v")).isEqualTo(((Number) value).longValue());
            }
          });
    }
  }

  private static RowWrite insert(int id, String text) {
    SequencedMap<String, RowWrite.Value> values = key(id);
    values.put("v", new RowWrite.Value.Literal(text));
    return new RowWrite.Insert(table(), values);
  }

  private static SequencedMap<String, RowWrite.Value> key(int id) {
    SequencedMap<String, RowWrite.Value> key = new LinkedHashMap<>();
    key.put("id", new RowWrite.Value.Literal(id));
    return key;
  }

  private static QualifiedName table() {
    return new QualifiedName(null, "round_trip");
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(20); left > 0; left--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
