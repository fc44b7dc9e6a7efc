package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lockstep.testkit.ProjectRoot;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds what commands print for programs to the schemas that are published for it.
final class JsonOutputTest {
  private final TestDatabase database = TestPostgres.database();

  @TempDir Path folder;

  @Test
  void pipelinesKeepToTheirs() throws IOException {
    write("good.pipeline.yaml", "name: x\nstages: [{stage: a, steps: [{run: echo}]}]\n");
    write("bad.pipeline.yaml", "name: x\nstagez: []\n");
    check("pipeline-check", "pipeline check");
  }

  @Test
  void everyCommandKeepsToItsSchema() throws IOException {
    write("db/V1__a.sql", "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\n");
    write("db/V2__b.sql", "CREATE TABLE b (id int);\n");
    write("db/U2__b.sql", "DROP TABLE b;\n");
    write(
        "lockstep.yaml",
        """
        project: shop
        schemas:
          - {name: s, engine: flyway, dialect: postgresql, location: db}
        environments: [dev]
        instances:
          - {name: here, schema: s, environment: dev, host: 127.0.0.1, port: %d, database: %s, username: %s, password: <+env.TEST_PASSWORD>}
          - {name: nowhere, schema: s, environment: dev, host: 127.0.0.1, port: 1, database: x, username: x}
        """
            .formatted(database.port(), database.database(), database.user()));

    check("init", "init --dry-run");
    check("status", "status");
    check("plan", "plan");
    check("rehearse", "rehearse");
    check("deploy", "deploy -e dev --keep-going");
    check("deploy", "deploy -i here");
    check("status", "status -i here");
    check("status", "validate -i here");
    check("doctor", "doctor");
    check("history", "history");
    check("history", "history -i here --statements");
    check("history", "history -i here --changes");
    check("rollback-plan", "rollback -i here --count 2 --dry-run");
    check("deploy", "rollback -i here --count 2");
    check("deploy", "rollback -i here --count 1");
    check("deploy", "tag -i here t");
    check("deploy", "repair -i here");
    check("split", "split db/V1__a.sql");
    check("lint", "lint db");
    check("diff", "diff --from here --to db/V2__b.sql");
    check("diff", "diff --from here --to here");
    check("drift", "drift");
    check("author", "author diff --from here --dry-run");
    write("wanted.sql", "CREATE TABLE a (id int); CREATE TABLE b (id int, more text);");
    check("author", "author diff -s s --from wanted.sql --dry-run");
    write("db/V1__a.sql", "CREATE TABLE a (id bigint);\n");
    check("plan", "plan -i here");
    check("deploy", "deploy -i here");
    check("deploy", "repair -i here --dry-run");
    write("db/V1__a.sql", "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\n");
    write("db/V3__c.sql", "CREATE TABLE c (id nonsense);\n");
    write("db/V4__d.sql", "CREATE TABLE d (id int);\n");
    check("deploy", "deploy -i here");
    check("history", "history -i here --statements");
    check("history", "history");
    write("db/V5_misnamed.sql", "CREATE TABLE e (id int);\n");
    check("status", "status -i here");
    check("plan", "plan -i here");
    check("doctor", "doctor -i here");
    check("deploy", "repair -i here --remove");
  }

  @Test
  void whatPoliciesAreAskedAndSayKeepsToItsSchema() throws IOException {
    write("db/V1__a.sql", "CREATE TABLE a (id int PRIMARY KEY, b text CHECK (b <> ''));\n");
    write("db/U1__a.sql", "DROP TABLE a;\n");
    write("db/V2__b.sql", "DROP TABLE a; GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC;\n");
    write(
        "policies/p.rego",
        """
        package p
        import rego.v1
        warn contains s.sql if some s in input.statements
        deny contains s.sql if { some s in input.statements; s.destructive }
        """);
    write(
        "lockstep.yaml",
        """
        project: shop
        schemas:
          - {name: s, engine: flyway, dialect: postgresql, location: db}
        environments: [dev]
        instances:
          - {name: here, schema: s, environment: dev, host: 127.0.0.1, port: %d, database: %s, username: %s, password: <+env.TEST_PASSWORD>}
        policies: [policies]
        """
            .formatted(database.port(), database.database(), database.user()));
    check("policy-input", "policy input");
    check("policy-input", "policy input --rehearse");
    check("plan", "plan");
    check("deploy", "deploy --target 1");
    check("rollback-plan", "rollback --count 1 --dry-run");
    check("policy-input", "policy input");
    check("deploy", "deploy");
    check("history", "history --decisions");
  }

  @Test
  void whatBecomesOfFilesKeepsToItsSchema() throws IOException {
    write("w/a.sql", "create table a (id int);\nCREATE TABLE gone (id int);\n");
    write(
        "lockstep.yaml",
        """
        project: shop
        schemas:
          - {name: w, engine: declarative, dialect: postgresql, location: w}
        environments: [dev]
        instances:
          - {name: here, schema: w, environment: dev, host: 127.0.0.1, port: %d, database: %s, username: %s, password: <+env.TEST_PASSWORD>}
        """
            .formatted(database.port(), database.database(), database.user()));
    check("files", "format --check");
    check("files", "format");
    check("author", "author diff --from here --dry-run -q");
    check("files", "pull --dry-run -q");
    check("files", "pull --force");
    check("author", "author diff --from here");
  }

  @Test
  void everyFailureIsADocument() throws IOException {
    check("error", "status");
    check("error", "nonsense");
    check("error", "status --nonsense");
    check("error", "demo");
    write(
        "lockstep.yaml",
        """
        project: shop
        schemas:
          - {name: s, engin: flyway, dialect: postgresql, location: db}
        environments: [dev]
        """);
    check("error", "status");
    check("error", "deploy");
    check("error", "history");
    check("error", "split absent.sql");
    check("error", "diff --from absent.json --to db");
  }

  private void check(String schema, String command) throws IOException {
    Path published = ProjectRoot.path().resolve("docs/schemas/" + schema + ".schema.json");
    Schema judge =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(published));
    String output = run(command + " --output json");
    assertThat(judge.validate(output, InputFormat.JSON))
        .as("%s printed%n%s", command, output)
        .isEmpty();
  }

  /// Runs a command and returns what it prints on standard output.
  private String run(String command) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream result = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream rest =
            new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      Invocation invocation =
          new Invocation(
              Map.of(
                  "TEST_PASSWORD", database.password(),
                  "XDG_CACHE_HOME", folder.resolve("cache").toString()),
              folder,
              null);
      Console console = new Console(result, rest, invocation);
      Main.run(List.of(command.split(" ")), invocation, console);
      console.flush();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private void write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
