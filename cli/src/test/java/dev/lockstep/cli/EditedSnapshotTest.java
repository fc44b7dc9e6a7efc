package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads snapshots that were changed at random, as people and programs may leave them: the user is
/// told what is wrong with which file, and nothing is ever a defect of Lockstep.
///
/// *Shape*: `-Dmutations=N` tries more of them, `-Dseed=N` others.
final class EditedSnapshotTest {
  private static final List<String> SNIPPETS =
      List.of(
          "null",
          "1",
          "-1e999",
          "12345678901234567890",
          "true",
          "\"\"",
          "\"x\"",
          "\"public\"",
          "\"a\\u0000b\"",
          "\"'; DROP TABLE a; --\"",
          "[]",
          "{}",
          "[[\"x\"]]",
          "[\"public\",\"a\",\"id\",\"more\"]",
          "[\"a\"]",
          "{\"kind\":\"table\",\"path\":[\"public\",\"a\"]}",
          "[".repeat(2000) + "]".repeat(2000));

  private static final String POSTGRES =
      """
      CREATE TYPE state AS ENUM ('open', 'done');
      CREATE DOMAIN positive AS int CHECK (VALUE > 0);
      CREATE TABLE a (id int PRIMARY KEY, s state DEFAULT 'open', n positive, t text COLLATE "C");
      CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY, a int REFERENCES a, UNIQUE (a));
      CREATE INDEX ON a (lower(t)) WHERE n > 1;
      CREATE VIEW v AS SELECT id, t FROM a;
      CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS $$ SELECT x + 1 $$;
      CREATE TABLE p (at date) PARTITION BY RANGE (at);
      CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      COMMENT ON TABLE a IS 'one';
      GRANT SELECT ON v TO PUBLIC;
      """;

  private static final String MARIADB =
      """
      CREATE TABLE a (id int AUTO_INCREMENT PRIMARY KEY, n int CHECK (n > 0), t varchar(20) DEFAULT 'x',
        twice int AS (n * 2), KEY by_t (t)) COMMENT 'one';
      CREATE TABLE b (a int, FOREIGN KEY (a) REFERENCES a (id));
      CREATE TABLE c (id int) PARTITION BY HASH (id) PARTITIONS 2;
      CREATE VIEW v AS SELECT id, t FROM a;
      CREATE TRIGGER r BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.n = 1; END;
      """;

  private static final String SQLITE =
      """
      CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, n int CHECK (n > 0), t text DEFAULT 'x');
      CREATE TABLE b (a INTEGER REFERENCES a (id) ON DELETE CASCADE, UNIQUE (a)) STRICT;
      CREATE INDEX by_t ON a (t) WHERE n > 1;
      CREATE VIEW v AS SELECT id, t FROM a;
      CREATE TRIGGER r AFTER INSERT ON a BEGIN DELETE FROM b; END;
      """;

  @TempDir Path folder;
  private String snapshot = "";

  @BeforeEach
  void makeSnapshot() throws IOException {
    snapshot = snapshot("postgresql", POSTGRES);
  }

  private String snapshot(String dialect, String sql) throws IOException {
    Files.writeString(folder.resolve("a.sql"), sql);
    Seen seen = lockstep("snapshot", "a.sql", "--dialect", dialect, "-o", "a.json");
    assertThat(seen.code()).as(seen.text()).isEqualTo(ExitCode.DONE);
    return Files.readString(folder.resolve("a.json"));
  }

  @Test
  void anotherFormOfTheSameIsTheSame() throws IOException {
    Files.writeString(folder.resolve("b.json"), snapshot.replaceAll("\n +", ""));
    assertThat(lockstep("diff", "--from", "b.json", "--to", "a.json"))
        .isEqualTo(new Seen(ExitCode.DONE, ""));
  }

  @Test
  void whatADatabaseMakesIsTaken() throws IOException {
    Files.writeString(folder.resolve("b.json"), snapshot.replace("\"one\"", "\"two\""));
    assertThat(lockstep("diff", "--from", "a.json", "--to", "b.json"))
        .isEqualTo(new Seen(ExitCode.DONE, "COMMENT ON TABLE public.a IS 'two';\n"));
  }

  @Test
  void whatNoDatabaseMakesIsNamedWithItsPlace() throws IOException {
    edited("\"type\" : \"text\"", "\"type\" : \"string\"")
        .startsWith("lockstep: b.json:")
        .contains("says of table public.a what does not load: ERROR: type \"string\"");
    edited("\"type\" : \"integer\"", "\"type\" : \"int\"")
        .startsWith("lockstep: b.json:")
        .contains("says of column public.a.id another type than comes of it");
    edited("\"path\" : [ \"public\", \"a\", \"id\" ]", "\"path\" : [ \"id\" ]")
        .startsWith("lockstep: b.json:");
    edited("\"kind\" : \"view\"", "\"kind\" : \"vieew\"")
        .contains("says of vieew public.v what no database holds");
  }

  private org.assertj.core.api.AbstractStringAssert<?> edited(String from, String to)
      throws IOException {
    assertThat(snapshot).contains(from);
    Files.writeString(folder.resolve("b.json"), snapshot.replace(from, to));
    Seen seen = lockstep("diff", "--from", "a.json", "--to", "b.json");
    assertThat(seen.code()).as(seen.text()).isEqualTo(ExitCode.USAGE);
    return assertThat(seen.text());
  }

  @Test
  void randomChangesAreNeverADefect() throws IOException {
    changeAtRandom(snapshot);
  }

  @Test
  void norAreThoseOfMariaDb() throws IOException {
    changeAtRandom(snapshot("mariadb", MARIADB));
  }

  @Test
  void norAreThoseOfSqlite() throws IOException {
    changeAtRandom(snapshot("sqlite", SQLITE));
  }

  private void changeAtRandom(String snapshot) throws IOException {
    Random random = new Random(Long.getLong("seed", 7));
    int refused = 0;
    int mutations = Integer.getInteger("mutations", 60);
    for (int number = 0; number < mutations; number++) {
      String text = mutated(snapshot, random);
      Files.writeString(folder.resolve("b.json"), text);
      boolean from = random.nextBoolean();
      Seen seen =
          lockstep(
              "diff", "--from", from ? "b.json" : "a.json", "--to", from ? "a.json" : "b.json");
      assertThat(seen.code()).as("%d: %s%n%s", number, seen.text(), text).isIn(0, 1, 2);
      if (seen.code() != 0) {
        refused++;
        assertThat(seen.text()).as("%d: %s", number, text).containsAnyOf("b.json", "One side is");
      }
    }
    assertThat(refused).isGreaterThan(mutations / 2);
  }

  /// Is where a value stands, with its name when it has one.
  private record Span(int start, int named, int end) {}

  private static String mutated(String text, Random random) {
    List<Span> spans = spans(text);
    Span one = spans.get(1 + random.nextInt(spans.size() - 1));
    Span other = spans.get(1 + random.nextInt(spans.size() - 1));
    String before = text.substring(0, one.start());
    String whole = text.substring(one.named(), one.end());
    return switch (random.nextInt(6)) {
      case 0, 1 ->
          before + SNIPPETS.get(random.nextInt(SNIPPETS.size())) + text.substring(one.end());
      case 2 -> before + text.substring(other.start(), other.end()) + text.substring(one.end());
      case 3 ->
          text.substring(0, one.named()) + text.substring(one.end()).replaceFirst("^\\s*,", "");
      case 4 -> text.substring(0, one.end()) + ", " + whole + text.substring(one.end());
      default -> text.substring(0, one.start() + random.nextInt(one.end() - one.start()));
    };
  }

  private static List<Span> spans(String text) {
    List<Span> spans = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      List<Span> open = new ArrayList<>();
      int named = -1;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        int start = (int) json.currentTokenLocation().getCharOffset();
        if (token == JsonToken.PROPERTY_NAME) {
          named = start;
          continue;
        }
        if (token.isStructEnd()) {
          Span begun = open.removeLast();
          spans.add(new Span(begun.start(), begun.named(), start + 1));
          continue;
        }
        Span value = new Span(start, named < 0 ? start : named, 0);
        named = -1;
        if (token.isStructStart()) {
          open.add(value);
        } else {
          int length =
              token == JsonToken.VALUE_STRING
                  ? text.substring(start)
                      .replaceFirst("(?s)^(\"(?:[^\"\\\\]|\\\\.)*+\").*", "$1")
                      .length()
                  : json.getString().length();
          spans.add(new Span(start, value.named(), start + length));
        }
      }
    }
    return spans.reversed();
  }

  private record Seen(int code, String text) {}

  private Seen lockstep(String... words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      Invocation invocation = new Invocation(Map.of("LOCKSTEP_TRACE", "1"), folder, null);
      Console console = new Console(stream, stream, invocation);
      int code = Main.run(List.of(words), invocation, console);
      console.flush();
      return new Seen(code, bytes.toString(StandardCharsets.UTF_8));
    }
  }
}
