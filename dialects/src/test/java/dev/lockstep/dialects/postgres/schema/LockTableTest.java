package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.Effect;
import dev.lockstep.testkit.Golden;
import dev.lockstep.testkit.ProjectRoot;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Asks each PostgreSQL what each statement locks, writes anew, reads whole and builds, and makes
/// `docs/locks.md` of the answers.
///
/// *Shape*: each line of `statements.sql` is a statement, or a title behind `-- #`; each statement
/// finds the tables as `tables.sql` makes them. One that runs outside transactions has a database
/// of its own, and is watched from a second session. The file of a version holds its answers, as
/// not each build brings each version.
final class LockTableTest {
  private static final Path FOLDER =
      ProjectRoot.path().resolve("dialects/src/test/resources/testdata/locks");

  private static final List<String> OUTSIDE_TRANSACTIONS = List.of(" CONCURRENTLY", "VACUUM ");

  @Test
  void everyServerDoesWhatTheTableSays() throws IOException, SQLException {
    List<String> lines = Files.readAllLines(FOLDER.resolve("statements.sql"));
    for (String version : TestPostgres.versions()) {
      StringBuilder answers = new StringBuilder();
      for (String line : lines) {
        if (!line.startsWith("--")) {
          answers.append(line).append("\n    ").append(answer(version, line)).append('\n');
        }
      }
      Golden.verify(FOLDER.resolve(version + ".txt"), answers.toString());
    }
    Golden.verify(ProjectRoot.path().resolve("docs/locks.md"), document(lines));
  }

  private static String answer(String version, String line) throws IOException, SQLException {
    String sql = line.substring(0, line.length() - 1);
    TestDatabase database = TestPostgres.version(version).freshDatabase();
    try (Connection session = database.connect();
        Connection beside = database.connect();
        Statement statement = session.createStatement()) {
      statement.execute(Files.readString(FOLDER.resolve("tables.sql")));
      if (OUTSIDE_TRANSACTIONS.stream().noneMatch(sql::contains) || sql.startsWith("REFRESH")) {
        statement.execute("BEGIN");
      }
      return new PostgresWatch(beside)
          .run(session, sql, statement::execute)
          .effect()
          .map(LockTableTest::words)
          .orElse("not seen");
    } catch (SQLException refused) {
      return "refused: " + String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
    }
  }

  private static String words(Effect effect) {
    List<String> words = new ArrayList<>();
    effect.locks().forEach(lock -> words.add(lock.mode() + " on " + lock.table()));
    effect.rewrites().forEach(name -> words.add("writes " + name + " anew"));
    effect.scans().forEach(name -> words.add("reads " + name));
    effect.work().indexes().forEach(index -> words.add("builds " + index.name()));
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }

  /// Puts the answers of all versions together.
  private static String document(List<String> lines) throws IOException {
    SequencedMap<String, List<String>> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(FOLDER)) {
      for (Path file : all.filter(one -> one.toString().endsWith(".txt")).sorted().toList()) {
        files.put(
            file.getFileName().toString().replace(".txt", ""),
            Files.readAllLines(file).stream().map(String::strip).toList());
      }
    }
    StringBuilder text =
        new StringBuilder(
            """
            # Locks of PostgreSQL

            What statements did when they ran on PostgreSQL %s, on tables with a row or two
            (`dialects/src/test/resources/testdata/locks/tables.sql`). Nothing here is typed: `pg_locks`, the file nodes and the
            counters of each transaction say it. This writes the file again, and fails without `-Dgolden.update` when a server
            says otherwise:

            ```
            ./mvnw -pl dialects -am test -Dtest=LockTableTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update=true
            ```

            ACCESS EXCLUSIVE keeps everybody waiting who uses the table, EXCLUSIVE, SHARE ROW EXCLUSIVE and SHARE those who write
            to it, the others only changes of the table itself. A lock is held until its transaction ends, and whoever waits for
            it keeps others waiting behind.
            """
                .formatted(String.join(", ", files.keySet())));
    for (String line : lines) {
      if (line.startsWith("-- # ")) {
        text.append("\n## ").append(line.substring("-- # ".length()));
        text.append("\n\n| Statement | What it does |\n|---|---|\n");
      } else {
        text.append("| `").append(line, 0, line.length() - 1).append("` | ");
        text.append(together(files, line)).append(" |\n");
      }
    }
    return text.toString();
  }

  /// Names versions only where they differ.
  private static String together(SequencedMap<String, List<String>> files, String line) {
    SequencedMap<String, List<String>> answers = new LinkedHashMap<>();
    files.forEach((version, said) ->
        answers
            .computeIfAbsent(said.get(said.indexOf(line) + 1), _ -> new ArrayList<>())
            .add(version));
    List<String> words = new ArrayList<>();
    answers.forEach((answer, versions) ->
        words.add(answers.size() == 1 ? answer : String.join(", ", versions) + ": " + answer));
    return String.join("; ", words);
  }
}
