package dev.lockstep.dialects.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.diff.Difference;
import dev.lockstep.schema.DatabaseSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Turns tables of all sorts into others of all sorts, with rows, foreign keys being checked.
final class SqliteRandomPairsTest {
  private static final SqliteSchemas SQLITE = new SqliteSchemas();
  private static final int PAIRS = 200;
  private static final List<String> TABLES = List.of("t1", "t2", "t3");
  private static final List<String> COLUMNS = List.of("a", "b", "c", "d", "e");

  @Test
  void everyPairConvergesAndKeepsItsRows() throws SQLException {
    int unfit = 0;
    for (int seed = 0; seed < PAIRS; seed++) {
      Random random = new Random(seed);
      List<String> from = schema(random);
      List<String> to = schema(random);
      try (Connection one = SqliteDatabases.of(script(from));
          Connection other = SqliteDatabases.of(script(to))) {
        // A key may refer to a table that is not there.
        SqliteDatabases.execute(one, List.of("PRAGMA foreign_keys = OFF"));
        for (String table : TABLES) {
          if (SQLITE.inspect(one).ofKind("table").stream()
              .anyMatch(object -> object.id().name().equals(table))) {
            SqliteDatabases.execute(
                one, List.of("INSERT INTO " + table + " (id, a) VALUES (3, 1), (8, 2)"));
          }
        }
        SqliteDatabases.execute(one, List.of("PRAGMA foreign_keys = ON"));
        DatabaseSchema desired = SQLITE.inspect(other);
        List<String> plan =
            SqliteDatabases.statements(SqliteDatabases.plan(SQLITE.inspect(one), desired));
        String seen =
            "seed %d%n%s%n--- to%n%s%n--- by%n%s"
                .formatted(seed, script(from), script(to), String.join(";\n", plan));
        try {
          SqliteDatabases.execute(one, plan);
        } catch (SQLException failed) {
          String told = String.valueOf(failed.getMessage());
          if (told.contains("in: INSERT OR ABORT INTO lockstep_new")
              || told.contains("rows_that_refer_to_nothing")) {
            // The rows do not fit what is wanted; SQLite says so.
            unfit++;
            continue;
          }
          throw new AssertionError(failed.getMessage() + "\n" + seen, failed);
        }
        assertThat(Difference.between(SQLITE.inspect(one), desired)).as(seen).isEmpty();
        assertThat(SqliteDatabases.told(one)).as(seen).isEqualTo(SqliteDatabases.told(other));
        for (String table : TABLES) {
          if (from.stream().anyMatch(sql -> sql.startsWith("CREATE TABLE " + table + " "))
              && to.stream().anyMatch(sql -> sql.startsWith("CREATE TABLE " + table + " "))) {
            assertThat(SqliteDatabases.rows(one, "SELECT id, a FROM " + table + " ORDER BY 1"))
                .as(seen)
                .containsExactly("id=3 a=1", "id=8 a=2");
          }
        }
      }
    }
    assertThat(unfit).isLessThan(PAIRS / 2);
  }

  private static String script(List<String> statements) {
    return statements.stream().map(sql -> sql + ";").collect(Collectors.joining("\n"));
  }

  private static List<String> schema(Random random) {
    List<String> schema = new ArrayList<>();
    for (String table : TABLES) {
      if (random.nextInt(5) > 0) {
        schema.add(table(random, table));
        if (random.nextBoolean()) {
          schema.add(
              "CREATE %sINDEX %s_i ON %s (%s)%s"
                  .formatted(
                      random.nextInt(3) == 0 ? "UNIQUE " : "",
                      table,
                      table,
                      pick(random, "a", "a DESC", "lower(a)", "a COLLATE NOCASE, id"),
                      random.nextInt(3) == 0 ? " WHERE a > 0" : ""));
        }
        if (random.nextInt(3) == 0) {
          schema.add(
              "CREATE VIEW %s_v AS SELECT a, %d AS n FROM %s"
                  .formatted(table, random.nextInt(2), table));
        }
        if (random.nextInt(3) == 0) {
          schema.add(
              "CREATE TRIGGER %s_g AFTER DELETE ON %s BEGIN DELETE FROM %s WHERE a = %d; END"
                  .formatted(table, table, table, random.nextInt(2)));
        }
      }
    }
    return schema;
  }

  private static String table(Random random, String table) {
    boolean rowless = random.nextInt(5) == 0;
    boolean strict = random.nextInt(5) == 0;
    List<String> parts = new ArrayList<>();
    parts.add(
        "id "
            + pick(
                random,
                "INTEGER PRIMARY KEY",
                "INT NOT NULL PRIMARY KEY",
                rowless ? "INTEGER PRIMARY KEY" : "INTEGER PRIMARY KEY AUTOINCREMENT"));
    for (String column : COLUMNS) {
      if (column.equals("a") || random.nextInt(3) > 0) {
        parts.add(random.nextInt(parts.size() + 1), column + " " + column(random, column));
      }
    }
    if (random.nextInt(4) == 0) {
      parts.add("CHECK (a > -%d)".formatted(1 + random.nextInt(2)));
    }
    if (random.nextInt(4) == 0) {
      parts.add("CONSTRAINT together UNIQUE (id, a)");
    }
    String options =
        rowless ? (strict ? " WITHOUT ROWID, STRICT" : " WITHOUT ROWID") : strict ? " STRICT" : "";
    return "CREATE TABLE " + table + " (" + String.join(", ", parts) + ")" + options;
  }

  private static String column(Random random, String column) {
    if (column.equals("a")) {
      return pick(random, "INT", "INTEGER", "INT NOT NULL DEFAULT 0", "INT UNIQUE");
    }
    return pick(
        random,
        "INT",
        "TEXT",
        "TEXT NOT NULL DEFAULT 'x'",
        "TEXT COLLATE NOCASE",
        "INT AS (a + 1)",
        "INT AS (a + 1) STORED",
        "INT REFERENCES t1 ON DELETE CASCADE",
        "INT REFERENCES t2 (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED",
        "INT CHECK (" + column + " IS NULL OR " + column + " > 1)",
        "INT DEFAULT (1 + 1)",
        "INT UNIQUE");
  }

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
