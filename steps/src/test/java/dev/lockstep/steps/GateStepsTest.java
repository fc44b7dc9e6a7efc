package dev.lockstep.steps;

import static dev.lockstep.steps.TestSteps.again;
import static dev.lockstep.steps.TestSteps.first;
import static dev.lockstep.steps.TestSteps.output;
import static dev.lockstep.steps.TestSteps.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.expression.Value;
import dev.lockstep.gate.Approvals;
import dev.lockstep.gate.Freeze;
import dev.lockstep.gate.Gates;
import dev.lockstep.gate.Gates.Findings;
import dev.lockstep.pipeline.StepType;
import dev.lockstep.pipeline.run.Hold;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.pipeline.run.Vote;
import dev.lockstep.runs.StepWorker.Try;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What gates let pass, with real plans of real databases.
final class GateStepsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Approvals ONE =
      new Approvals(List.of("dba"), List.of(), 1, Duration.ofDays(2), false, false);
  private static final Approvals TWO =
      new Approvals(List.of("dba"), List.of(), 2, Duration.ofDays(2), false, false);

  @TempDir Path folder;
  private TestSteps steps;
  private final House house = new House();

  /// Is a gatehouse that the test furnishes.
  private static final class House implements Gatehouse {
    private Gates gates = gates(null, null);
    private Instant now = NOW;
    private @Nullable Hold hold;
    private List<Vote> votes = List.of();
    private @Nullable String broken;
    private Set<String> own = Set.of();
    private Optional<String> unproven = Optional.empty();
    private final List<Reached> reached = new ArrayList<>();

    @Override
    public Standing of(Try step) {
      return new Standing(
          Map.of("prod", gates), hold, votes, broken, now, own, Set.of("Ann <a@b>"));
    }

    @Override
    public Optional<String> unproven(Try step, String environment, Set<String> schemas) {
      return unproven;
    }

    @Override
    public void reached(Try step, List<Reached> instances) {
      reached.addAll(instances);
    }

    /// Lets people vote on what an outcome holds.
    House after(Outcome outcome, String... by) {
      Hold at = ((Outcome.Held) outcome).hold();
      if (hold == null || !hold.content().equals(at.content())) {
        votes = List.of();
      }
      hold = at;
      List<Vote> all = new ArrayList<>(votes);
      for (String name : by) {
        all.add(new Vote(name, true, "", new Value.Fields(new LinkedHashMap<>()), now));
      }
      votes = all;
      return this;
    }
  }

  private static Gates gates(@Nullable Approvals approvals, @Nullable Approvals destructive) {
    return new Gates(
        approvals, destructive, List.of(), List.of(), Findings.NONE, false, false, null);
  }

  @BeforeEach
  void project() {
    steps =
        new TestSteps(folder, Map.of(), house)
            .file(
                "lockstep.yaml",
                """
                project: shop
                schemas:
                  - {name: orders, engine: flyway, dialect: sqlite, location: db}
                environments: [dev, prod]
                policies:
                  - {name: strict, path: policies, onlyNamed: true}
                instances:
                  - {name: dev, schema: orders, environment: dev, url: "jdbc:sqlite:%1$s/dev.db"}
                  - {name: one, schema: orders, environment: prod, url: "jdbc:sqlite:%1$s/one.db"}
                  - {name: two, schema: orders, environment: prod, url: "jdbc:sqlite:%1$s/two.db"}
                """
                    .formatted(folder))
            .file("policies/no.rego", "package no\nimport rego.v1\ndeny contains \"never\"\n")
            .file("db/V1__a.sql", "CREATE TABLE a (id int);\n")
            .file("db/U1__a.sql", "DROP TABLE a;\n");
  }

  private Outcome deploy() {
    return steps.work(first(StepType.DEPLOY, "environment", "prod"), () -> false);
  }

  @Test
  void holdsUntilEnoughHaveApprovedExactlyThis() {
    house.gates = gates(TWO, null);
    Outcome held = deploy();
    assertThat(told(held))
        .startsWith("held for 2 until 2026-11-25T12:00:00Z ")
        .contains("\"environment\":\"prod\"", "\"groups\":[\"dba\"]", "\"changes\":2")
        .contains("\"authors\":[\"Ann <a@b>\"]", "\"destroys\":[]", "CREATE TABLE a (id int);");

    house.after(held, "bert");
    assertThat(deploy()).isInstanceOf(Outcome.Held.class);

    // Another file is another content: what was said of the first one is void.
    house.after(held, "bert", "carl");
    steps.file("db/V2__b.sql", "CREATE TABLE b (id int);\n");
    Outcome other = deploy();
    assertThat(other).isInstanceOf(Outcome.Held.class);
    assertThat(house.after(other).votes).isEmpty();

    house.after(other, "bert", "carl");
    assertThat(output(deploy(), "changes")).isEqualTo("4");
    assertThat(house.reached)
        .extracting(Gatehouse.Reached::instance)
        .containsExactlyInAnyOrder("one", "two");
    // Nothing is left to be approved.
    assertThat(output(deploy(), "changes")).isEqualTo("0");
  }

  @Test
  void aWordHoldsForItsTime() {
    house.gates = gates(ONE, null);
    house.after(deploy(), "bert");
    house.now = NOW.plus(Duration.ofDays(2));
    assertThat(told(deploy())).startsWith("failed TIMEOUT: It was not approved");
  }

  @Test
  void whatDestroysNeedsMore() {
    house.gates = gates(null, TWO);
    assertThat(output(deploy(), "changes")).isEqualTo("2");
    steps.file("db/V2__gone.sql", "DELETE FROM a WHERE 1 = 1;\nDROP TABLE a;\n");
    Outcome held = deploy();
    assertThat(told(held))
        .startsWith("held for 2 ")
        .contains("db/V2__gone.sql:1 DELETE", "db/V2__gone.sql:2 DROP TABLE");
    house.after(held, "bert", "carl");
    assertThat(output(deploy(), "changes")).isEqualTo("2");
  }

  @Test
  void waitsForItsTimeWithoutPeople() {
    house.gates =
        new Gates(
            null,
            null,
            List.of(),
            List.of(new Freeze(NOW, NOW.plusSeconds(60), "audit")),
            Findings.NONE,
            false,
            false,
            null);
    Outcome held = deploy();
    assertThat(told(held))
        .startsWith("held for 0 until 2026-11-23T12:01:00Z ")
        .contains("Nothing is changed until 2026-11-23T12:01:00Z: audit");
    house.now = NOW.plusSeconds(60);
    assertThat(output(deploy(), "changes")).isEqualTo("2");
  }

  @Test
  void brokenGlassPassesAndShouts() {
    house.gates = gates(TWO, null);
    house.broken = "anna";
    assertThat(output(deploy(), "changes")).isEqualTo("2");
    assertThat(told(steps.work(StepType.LIQUIBASE, "environment", "prod", "command", "history")))
        .contains("run 7 prod/deploy#1 BREAK-GLASS by anna");
  }

  @Test
  void evidenceIsLookedFor() {
    house.gates = new Gates(null, null, List.of(), List.of(), Findings.WARNING, true, true, "dev");
    steps.file("db/V1__a.sql", "CREATE TABLE a (id integer PRIMARY KEY) STRICT;\n");
    house.unproven = Optional.of("Commit c0ffee has not gone well in dev.");
    assertThat(told(deploy())).startsWith("failed POLICY: Commit c0ffee has not gone well in dev.");
    house.unproven = Optional.empty();
    assertThat(output(deploy(), "changes")).isEqualTo("2");

    steps.file("db/V2__gone.sql", "DROP TABLE a;\n");
    assertThat(told(deploy())).startsWith("failed POLICY: The review found ");
    house.gates = new Gates(null, null, List.of(), List.of(), Findings.NONE, false, true, null);
    assertThat(told(deploy()))
        .startsWith("failed POLICY: The rehearsal of 2 says reversible-with-loss: ");
  }

  @Test
  void takesBackItsOwnWorkWithoutAsking() {
    Outcome deployed = deploy();
    String tag = output(deployed, "preStartTag");
    house.gates = gates(TWO, null);
    Try back =
        new Try(
            7,
            "prod/^rollback/rollback",
            1,
            StepType.ROLLBACK,
            TestSteps.fields("environment", "prod", "tag", tag),
            false);
    assertThat(steps.work(back, () -> false)).isInstanceOf(Outcome.Held.class);
    house.own = Set.of(tag.substring("before:".length()).split(","));
    assertThat(output(steps.work(back, () -> false), "changes")).isEqualTo("2");
  }

  @Test
  void histories() {
    house.gates = gates(ONE, null);
    Try baseline =
        first(StepType.FLYWAY, "environment", "prod", "instance", "one", "command", "repair");
    Outcome held = steps.work(baseline, () -> false);
    assertThat(told(held)).startsWith("held for 1 ").contains("\"does\":\"repair\"");
  }

  @Test
  void oneThatWasCutOffGoesOn() {
    house.gates = gates(ONE, null);
    Outcome held = deploy();
    house.after(held, "bert");
    Try deploy = first(StepType.DEPLOY, "environment", "prod", "instance", "one");
    Outcome other = steps.work(deploy, () -> false);
    house.after(other, "bert");
    assertThat(output(steps.work(deploy, () -> false), "changes")).isEqualTo("1");
    steps.file("db/V2__b.sql", "CREATE TABLE b (id int);\n");
    house.hold = null;
    house.votes = List.of();
    assertThat(output(steps.work(again(deploy), () -> false), "changes")).isEqualTo("1");
  }

  @Test
  void severalEnvironmentsAtOnceAreTooMany() {
    house.gates = gates(ONE, null);
    assertThat(told(steps.work(StepType.DEPLOY, "schema", "orders")))
        .contains("This step is about the environments dev, prod, and prod has gates.");
    assertThat(output(steps.work(StepType.DEPLOY, "environment", "dev"), "changes")).isEqualTo("1");
  }

  @Test
  void policiesOfTheStepJudge() {
    assertThat(
            told(
                steps.work(
                    StepType.DEPLOY, "environment", "prod", "policySets", List.of("strict"))))
        .startsWith("failed POLICY:")
        .contains("never");
    assertThat(told(steps.work(StepType.POLICY, "environment", "prod", "sets", "strict")))
        .startsWith("failed POLICY: The policies strict deny it: never");
    assertThat(told(steps.work(StepType.DEPLOY, "environment", "prod", "policySets", "none")))
        .contains("There is no set of policies none.");
    assertThat(output(deploy(), "changes")).isEqualTo("2");
  }
}
