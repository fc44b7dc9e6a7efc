package dev.lockstep.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs the usual commands once, so that the JVM's cache holds what they need.
///
/// The launcher's build starts it with `-XX:AOTCacheOutput`; nothing else does.
public final class Training {
  private Training() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("lockstep-training").toRealPath();
    Interruption.onSignal(new Console(System.out, System.err, Invocation.ofProcess()));
    try {
      Invocation process = Invocation.ofProcess();
      // A cache of its own, or changelogs seen by earlier builds would leave the parsers unlearnt.
      Map<String, String> environment = new HashMap<>(process.environment());
      environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
      Invocation invocation = new Invocation(environment, folder, process.home());
      apart(folder, "demo");
      Path repository = new DemoFolder(folder.resolve(DemoFolder.DEFAULT)).repository();
      addFormattedSql(repository);
      addPolicies(repository);
      String policies = folder.relativize(repository.resolve("policies")).toString();
      String files = folder.relativize(repository.resolve("db/orders")).toString();
      for (String line :
          List.of(
              "--version",
              "--help",
              "status",
              "plan -e staging",
              "status --output json",
              "deploy -i notes-dev --yes",
              "deploy -e staging --yes",
              "deploy -e staging --yes",
              "deploy -e prod --yes --parallel 1",
              "validate",
              "history",
              "history --statements -i orders-staging",
              "rollback -i orders-staging --count 1 --yes",
              "rollback -i billing-staging --count 1 --yes",
              "doctor",
              "policy eval -d " + policies + " -i " + policies + "/input.json data.db_sql.deny",
              "lint --fail-on never " + files,
              "lint --fail-on never --dialect mysql " + files)) {
        run(List.of(line.split(" ")), invocation);
      }
    } finally {
      apart(folder, "demo", "--stop");
      DemoFolder.delete(folder);
    }
    System.exit(0);
  }

  /// Adds what the demo lacks: a changelog that is read without Liquibase.
  private static void addFormattedSql(Path repository) throws IOException {
    Files.writeString(
        repository.resolve("db/notes.sql"),
        """
        --liquibase formatted sql
        --changeset training:1 runOnChange:true context:dev
        --comment: a table
        CREATE TABLE note (id int PRIMARY KEY, text varchar(40));
        --rollback DROP TABLE note;
        """);
    Path project = repository.resolve("lockstep.yaml");
    String text = Files.readString(project);
    String instance =
        text.lines().filter(line -> line.contains("orders-dev")).findFirst().orElse("");
    Files.writeString(
        project,
        text.replace(
                "schemas:\n",
                "schemas:\n  - {name: notes, engine: liquibase, dialect: postgresql,"
                    + " location: db/notes.sql}\n")
            + instance.replace("orders-dev, schema: orders", "notes-dev, schema: notes")
            + "\n");
  }

  /// Adds a policy such as people have: old language, regular expressions, a made message.
  private static void addPolicies(Path repository) throws IOException {
    Path folder = Files.createDirectories(repository.resolve("policies"));
    Files.writeString(
        folder.resolve("names.rego"),
        """
        package db_sql

        deny[msg] {
          some i
          sql := lower(input.sqlStatements[i])
          regex.match(`(?i)create\\s+index`, sql)
          groups := regex.find_all_string_submatch_n(`index\\s+([^\\s]+)\\s+on\\s+(\\w+)`, sql, -1)[0]
          expected := concat("_", ["idx", strings.replace_n({" ": "_"}, groups[2])])
          groups[1] != expected
          msg := sprintf("'%s' is to be named '%s'", [groups[1], expected])
        }

        warn[msg] {
          statement := input.statements[_]
          count({c | c := statement.columns[_]}) > 20
          not input.metadata.user.name == "nobody"
          msg := sprintf("%s:%d: many columns", [statement.file, statement.line])
        }
        """);
    Files.writeString(
        folder.resolve("input.json"),
        """
        {"sqlStatements": ["CREATE INDEX by_name ON person (name);"], "statements": [{"columns": []}]}
        """);
    Path project = repository.resolve("lockstep.yaml");
    Files.writeString(
        project,
        Files.readString(project)
            + "policies:\n  - {name: usual, path: policies, severity: warn}\n");
  }

  /// Runs a command in a process of its own: every class in the cache costs each later start a
  /// little, and unpacking a database is rare.
  private static void apart(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dlockstep.home=" + System.getProperty("lockstep.home"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    try {
      int code =
          new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor();
      System.out.println("training: " + String.join(" ", arguments) + " → " + code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(List<String> arguments, Invocation invocation) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(output, false, StandardCharsets.UTF_8)) {
      int code = Main.run(arguments, invocation, new Console(stream, stream, invocation));
      stream.flush();
      System.out.println("training: " + String.join(" ", arguments) + " → " + code);
      if (code != 0) {
        System.out.println(output.toString(StandardCharsets.UTF_8));
      }
    }
  }
}
