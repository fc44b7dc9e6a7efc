package dev.lockstep.cli;

import dev.lockstep.git.NewRepository;
import dev.lockstep.testkit.ProjectRoot;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import dev.lockstep.testkit.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Plays a scenario and writes down what happened, in the form of the scenario itself.
///
/// *Shape*: `$ lockstep …` runs the command line in process, `$ sql NAME STATEMENT` asks a
/// database, `$ sh COMMAND` runs a shell in the scenario's folder, `$ commit SUBJECT` commits all
/// files (`\e` in the subject is an escape). `${NAME.url}`, `${NAME.port}`, `${NAME.database}`,
/// `${NAME.user}` stand for a database that is made when it is first named, of MariaDB when the
/// name begins with `maria`, of PostgreSQL 15 when it begins with `postgres15`; `${folder}` is the
/// scenario's own folder.
final class ScenarioRunner {
  private static final Pattern OLDER_POSTGRES = Pattern.compile("postgres(\\d+)");
  private static final Instant COMMITTED = Instant.parse("2026-01-01T00:00:00Z");

  private int commits;
  private final Path folder;
  private final Supplier<TestDatabase> databases;
  private final Map<String, TestDatabase> made = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();

  ScenarioRunner(Path folder, Supplier<TestDatabase> databases) {
    this.folder = folder;
    this.databases = databases;
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("XDG_CACHE_HOME", folder.resolve("home/cache").toString());
  }

  /// Plays all steps and returns the scenario with the outputs that were seen.
  String play(Script script) throws IOException, InterruptedException, SQLException {
    StringBuilder seen = new StringBuilder();
    for (Script.Step step : script.steps()) {
      switch (step) {
        case Script.Step.Comment(String line) -> seen.append(line).append('\n');
        case Script.Step.WriteFile(String line, String path, String content) -> {
          seen.append('\n').append(line).append('\n').append(content);
          Path file = folder.resolve("project").resolve(path);
          Files.createDirectories(file.getParent());
          Files.writeString(file, fill(content));
        }
        case Script.Step.Run(String line, String command) ->
            seen.append('\n').append(line).append('\n').append(output(command));
      }
    }
    return seen.toString();
  }

  private String output(String command) throws IOException, InterruptedException, SQLException {
    Files.createDirectories(folder.resolve("project"));
    String filled = fill(command);
    String text;
    if (filled.startsWith("lockstep")) {
      text = lockstep(Words.of(filled));
    } else if (filled.startsWith("sql ")) {
      String[] parts = filled.split(" ", 3);
      text = sql(database(parts[1]), parts[2]);
    } else if (filled.startsWith("sh ")) {
      text = shell(filled.substring(3));
    } else if (filled.startsWith("commit ")) {
      commit(filled.substring(7).replace("\\e", "\u001b"));
      text = "";
    } else {
      throw new IllegalArgumentException("a step is lockstep, sql, sh or commit: " + command);
    }
    String stable = hideDatabases(Stable.text(text));
    return stable.isEmpty() || stable.endsWith("\n") ? stable : stable + "\n";
  }

  private String lockstep(List<String> words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int code;
    try (PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      Invocation invocation =
          new Invocation(environment, folder.resolve("project").toAbsolutePath(), null);
      Console console = new Console(stream, stream, invocation);
      code = Main.run(words.subList(1, words.size()), invocation, console);
      console.flush();
    }
    String text = bytes.toString(StandardCharsets.UTF_8).replace(folder.toString(), "<folder>");
    return code == 0 ? text : text + "exit " + code + "\n";
  }

  private static String sql(TestDatabase database, String statement) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement running = connection.createStatement()) {
      if (running.execute(statement)) {
        try (ResultSet rows = running.getResultSet()) {
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            List<String> cells = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
              cells.add(String.valueOf(rows.getString(i)));
            }
            text.append(String.join("|", cells)).append('\n');
          }
        }
      }
    }
    return text.toString();
  }

  private String shell(String command) throws IOException, InterruptedException {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.resolve("project").toFile())
            .redirectErrorStream(true);
    shell.environment().put("LOCKSTEP_ROOT", ProjectRoot.path().toString());
    Process process = shell.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return code == 0 ? text : text + "exit " + code + "\n";
  }

  private void commit(String subject) throws IOException {
    Path project = folder.resolve("project");
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = project.relativize(file).toString();
        if (!path.startsWith(".git/")) {
          contents.put(path, Files.readAllBytes(file));
        }
      }
    }
    NewRepository.create(
        project,
        List.of(
            new NewRepository.Entry(COMMITTED.plusSeconds(commits++), "Mia", subject, contents)));
  }

  private String fill(String text) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    while (true) {
      int start = text.indexOf("${", at);
      int end = start < 0 ? -1 : text.indexOf('}', start);
      if (end < 0) {
        return filled.append(text.substring(at)).toString();
      }
      filled.append(text, at, start).append(value(text.substring(start + 2, end)));
      at = end + 1;
    }
  }

  private String value(String name) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return name.equals("folder") ? folder.toAbsolutePath().toString() : "${" + name + "}";
    }
    TestDatabase database = database(name.substring(0, dot));
    return switch (name.substring(dot + 1)) {
      case "url" -> database.jdbcUrl();
      case "port" -> String.valueOf(database.port());
      case "database" -> database.database();
      case "user" -> database.user();
      default -> "${" + name + "}";
    };
  }

  private TestDatabase database(String name) {
    return made.computeIfAbsent(
        name,
        _ -> {
          Matcher older = OLDER_POSTGRES.matcher(name);
          String password = "TEST_PASSWORD";
          TestDatabase database;
          if (name.startsWith("maria")) {
            password = "MARIA_PASSWORD";
            database = TestMariaDb.database();
          } else if (older.lookingAt()) {
            password = "POSTGRES" + older.group(1) + "_PASSWORD";
            database = TestPostgres.version(older.group(1)).freshDatabase();
          } else {
            database = databases.get();
          }
          environment.put(password, database.password());
          // What a URL on the command line takes.
          environment.putIfAbsent("LOCKSTEP_PASSWORD", database.password());
          return database;
        });
  }

  private String hideDatabases(String text) {
    String hidden = text;
    for (Map.Entry<String, TestDatabase> entry : made.entrySet()) {
      TestDatabase database = entry.getValue();
      hidden = hidden.replace(database.database(), "<" + entry.getKey() + ">");
      hidden = hidden.replace(":" + database.port(), ":<port>");
    }
    return hidden;
  }
}
