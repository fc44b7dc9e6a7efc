package dev.lockstep.dialects.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.diff.Difference;
import dev.lockstep.embedded.EmbeddedMariaDb;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.sql.MySqlSplitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Brings databases from one form to another and looks at what came of it.
final class MariaPairs {
  private static final Pattern TABLE =
      Pattern.compile("(?s)(CREATE TABLE `(?:[^`]|``)+` \\(\n)(.*?)(\n\\))");
  private static final Pattern KEY = Pattern.compile("  (UNIQUE |FULLTEXT |SPATIAL |)KEY .*");

  private MariaPairs() {}

  static void execute(TestDatabase database, String script) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (SqlStatement one : new MySqlSplitter().split(script)) {
        if (!one.text().startsWith("DELIMITER")) {
          run(statement, one.text());
        }
      }
    }
  }

  private static void run(Statement statement, String sql) throws SQLException {
    try {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new SQLException(failed + " in: " + sql, failed);
    }
  }

  static DatabaseSchema inspect(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return MysqlInspector.inspect(connection);
    }
  }

  /// Turns the first database into the second and returns what still differs.
  static List<Difference> converge(TestDatabase from, TestDatabase to) throws SQLException {
    DatabaseSchema desired = inspect(to);
    try (Connection connection = from.connect();
        Statement statement = connection.createStatement()) {
      // A plan means the same in every mode; MySQL itself does not understand its expressions in
      // some.
      statement.execute(
          "SET sql_mode = CONCAT(@@sql_mode, '%s')"
              .formatted(
                  Flavour.isMariaDb(desired)
                      ? ",ANSI_QUOTES,NO_BACKSLASH_ESCAPES"
                      : ",ANSI_QUOTES"));
      for (SchemaChange change : MysqlPlanner.create().plan(inspect(from), desired)) {
        for (String sql : change.statements()) {
          run(statement, sql);
        }
      }
    }
    return Difference.between(inspect(from), desired);
  }

  /// Returns what the server's own dump says, without what has no order and without the database.
  static String dump(EmbeddedMariaDb server, TestDatabase database)
      throws IOException, InterruptedException {
    String text =
        program(
            server,
            "mariadb-dump",
            database,
            List.of("--no-data", "--routines", "--events", "--skip-comments"),
            "");
    return withSortedKeys(
        text.replace("`" + database.database() + "`.", "")
            .replaceAll(" AUTO_INCREMENT=\\d+", "")
            .replaceAll("(DO|SELECT) SETVAL.*\n", "")
            .replaceAll("(?m) +$", "")
            // An event that was not told when to begin begins when it is created.
            .replaceAll("(EVERY 1 [A-Z]+) STARTS '[^']*'", "$1"));
  }

  /// Returns statements that create tables with the keys in the order of their texts, as they have
  /// none of their own.
  static String withSortedKeys(String text) {
    return TABLE.matcher(text).replaceAll(MariaPairs::withSortedKeys);
  }

  /// Runs one of the server's own programs against a database, and returns what it prints.
  static String program(
      EmbeddedMariaDb server,
      String name,
      TestDatabase database,
      List<String> options,
      String input)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(server.program(name).toString(), "--no-defaults"));
    command.addAll(options);
    command.addAll(
        List.of(
            "--skip-ssl",
            "--host=127.0.0.1",
            "--port=" + database.port(),
            "--user=" + database.user(),
            "--password=" + database.password(),
            database.database()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  private static String withSortedKeys(MatchResult table) {
    List<String> lines = table.group(2).lines().map(line -> line.replaceFirst(",$", "")).toList();
    Stream<String> first = lines.stream().filter(line -> !isSorted(line));
    Stream<String> rest = lines.stream().filter(MariaPairs::isSorted).sorted();
    return Matcher.quoteReplacement(
        table.group(1)
            + Stream.concat(first, rest).collect(Collectors.joining(",\n"))
            + table.group(3));
  }

  private static boolean isSorted(String line) {
    return KEY.matcher(line).matches() || line.startsWith("  CONSTRAINT ");
  }
}
