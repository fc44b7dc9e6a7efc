package dev.lockstep.steps;

import static dev.lockstep.steps.TestSteps.again;
import static dev.lockstep.steps.TestSteps.first;
import static dev.lockstep.steps.TestSteps.output;
import static dev.lockstep.steps.TestSteps.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.pipeline.StepType;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.runs.StepWorker.Try;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Steps about databases, each a real process of the command line.
final class DatabaseStepsTest {
  @TempDir Path folder;
  private TestSteps steps;

  @BeforeEach
  void project() {
    steps =
        new TestSteps(folder, Map.of())
            .file(
                "lockstep.yaml",
                """
                project: shop
                schemas:
                  - {name: orders, engine: flyway, dialect: sqlite, location: db}
                environments: [dev, prod]
                instances:
                  - {name: one, schema: orders, environment: prod, url: "jdbc:sqlite:%1$s/one.db"}
                  - {name: two, schema: orders, environment: prod, url: "jdbc:sqlite:%1$s/two.db"}
                """
                    .formatted(folder))
            .file("db/V1__a.sql", "CREATE TABLE a (id int);\n")
            .file("db/U1__a.sql", "DROP TABLE a;\n");
  }

  @Test
  void deploysAndTakesBackToWhereItBegan() {
    assertThat(told(steps.work(StepType.PLAN, "environment", "prod")))
        .isEqualTo(
            "succeeded {\"changes\":2,\"statements\":2,\"sqlCommands\":\"CREATE TABLE a (id"
                + " int);\\nCREATE TABLE a (id int);\\n\"}");

    Outcome deployed = steps.work(StepType.DEPLOY, "environment", "prod");
    assertThat(told(deployed))
        .isEqualTo(
            "succeeded {\"changes\":2,\"changeSets\":[{\"instance\":\"one\",\"id\":\"1\"},"
                + "{\"instance\":\"two\",\"id\":\"1\"}],"
                + "\"deployments\":[\"<deployment>\",\"<deployment>\"],"
                + "\"preStartTag\":\"before:<deployment>,<deployment>\"}");
    assertThat(output(steps.work(StepType.DEPLOY, "environment", "prod"), "changes"))
        .isEqualTo("0");

    steps.file("db/V2__b.sql", "CREATE TABLE b (id int);\n");
    Outcome back =
        steps.work(
            StepType.ROLLBACK,
            "environment",
            "prod",
            "instance",
            "two",
            "tag",
            output(deployed, "preStartTag"));
    assertThat(output(back, "changes")).isEqualTo("1");
    assertThat(tables("one")).isEqualTo(1);
    assertThat(tables("two")).isZero();
  }

  @Test
  void tellsOfWhatThoseBeforeItDidWhoWereCutOff() throws Exception {
    Try deploy = first(StepType.DEPLOY, "environment", "prod", "instance", "one");
    Outcome unheard = steps.work(deploy, () -> false);
    Outcome heard = steps.work(again(deploy), () -> false);
    assertThat(output(heard, "preStartTag")).startsWith(output(unheard, "preStartTag"));
    assertThat(
            output(
                steps.work(
                    StepType.ROLLBACK, "instance", "one", "tag", output(heard, "preStartTag")),
                "changes"))
        .isEqualTo("1");

    assertThat(output(steps.work(StepType.DEPLOY, "instance", "one"), "changes")).isEqualTo("1");
    Try back = first(StepType.ROLLBACK, "instance", "one", "count", "1");
    assertThat(output(steps.work(back, () -> false), "changes")).isEqualTo("1");
    assertThat(steps.work(again(back), () -> false)).isInstanceOf(Outcome.Unclear.class);
  }

  @Test
  void runsWhatWasApprovedOrNothing() {
    String approved = output(steps.work(StepType.PLAN, "instance", "one"), "planHash");
    steps.file("db/V1__a.sql", "CREATE TABLE a (id int, more int);\n");
    assertThat(told(steps.work(StepType.DEPLOY, "instance", "one", "plan", approved)))
        .startsWith("failed UNKNOWN:")
        .contains("plan");
    assertThat(tables("one")).isZero();
    steps.file("db/V1__a.sql", "CREATE TABLE a (id int);\n");
    assertThat(output(steps.work(StepType.DEPLOY, "instance", "one", "plan", approved), "changes"))
        .isEqualTo("1");
  }

  @Test
  void failsWithWhatTheCommandSays() {
    assertThat(told(steps.work(StepType.DEPLOY)))
        .startsWith("failed UNKNOWN: This step does not say which databases it is about");
    assertThat(told(steps.work(StepType.DEPLOY, "instance", "three"))).contains("three");
    assertThat(told(steps.work(StepType.ROLLBACK, "environment", "prod")))
        .startsWith("failed UNKNOWN: Say how far to roll back");
    steps.file("db/V2__bad.sql", "CREATE TABEL b (id int);\n");
    assertThat(told(steps.work(StepType.DEPLOY, "instance", "one")))
        .startsWith("failed UNKNOWN:")
        .contains("TABEL");
  }

  @Test
  void letsPoliciesDeny() {
    steps
        .file(
            "lockstep.yaml",
            """
            project: shop
            schemas:
              - {name: orders, engine: flyway, dialect: sqlite, location: db}
            environments: [prod]
            instances:
              - {name: one, schema: orders, environment: prod, url: "jdbc:sqlite:%s/one.db"}
            policies:
              - {name: rules, path: rules}
            """
                .formatted(folder))
        .file(
            "rules/r.rego",
            """
            package rules

            import rego.v1

            deny contains "no tables" if some s in input.statements
            """);
    assertThat(told(steps.work(StepType.POLICY, "environment", "prod")))
        .startsWith("failed POLICY: The policies rules deny it: no tables");
    assertThat(told(steps.work(StepType.DEPLOY, "environment", "prod")))
        .startsWith("failed POLICY: policy rules: no tables");
  }

  @Test
  void findsWhatWasMadeByHand() throws Exception {
    assertThat(output(steps.work(StepType.DEPLOY, "instance", "one"), "changes")).isEqualTo("1");
    assertThat(told(steps.work(StepType.VERIFY, "instance", "one"))).startsWith("succeeded");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/one.db");
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE by_hand (id int)");
    }
    assertThat(output(steps.work(StepType.DRIFT, "instance", "one"), "differences")).isEqualTo("2");
    assertThat(told(steps.work(StepType.VERIFY, "instance", "one")))
        .startsWith("failed VERIFICATION: one does not hold what its changes make");
  }

  @Test
  void writesDifferencesAsLiquibaseDoes() throws Exception {
    assertThat(output(steps.work(StepType.DEPLOY, "instance", "one"), "changes")).isEqualTo("1");
    assertThat(
            told(
                steps.work(
                    StepType.LIQUIBASE,
                    "instance",
                    "one",
                    "command",
                    "snapshot",
                    "settings",
                    TestSteps.fields("output-file", "one.json"))))
        .isEqualTo("succeeded {\"file\":\"one.json\"}");
    assertThat(
            told(
                steps.work(
                    StepType.LIQUIBASE,
                    "instance",
                    "two",
                    "command",
                    "diff-changelog",
                    "settings",
                    TestSteps.fields(
                        "reference-url",
                        "offline:sqlite?snapshot=one.json",
                        "changelog-file",
                        "diff.yaml"))))
        .isEqualTo("succeeded {\"different\":true,\"file\":\"diff.yaml\"}");
    assertThat(Files.readString(folder.resolve("diff.yaml"))).contains("CREATE TABLE");
    assertThat(told(steps.work(StepType.LIQUIBASE, "instance", "one", "command", "drop-all")))
        .startsWith("failed UNKNOWN: Liquibase drop-all is not run by this server");
  }

  @Test
  void staysWithinItsFolder() throws Exception {
    assertThat(told(steps.work(StepType.SNAPSHOT, "instance", "one", "output", "../x.json")))
        .isEqualTo("failed UNKNOWN: \"../x.json\" is not within the folder of the run. {}");
    Files.createSymbolicLink(folder.resolve("out"), Path.of("/tmp"));
    assertThat(told(steps.work(StepType.SNAPSHOT, "instance", "one", "output", "out/x.json")))
        .contains("is not within the folder of the run");
    assertThat(told(steps.work(StepType.DIFF, "from", "jdbc:sqlite:/etc/x", "to", "one")))
        .contains("is no instance, schema or file of this project");
  }

  private int tables(String name) {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder + "/" + name + ".db");
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'a'")) {
      row.next();
      return row.getInt(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
