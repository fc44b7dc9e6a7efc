package dev.lockstep.engines.flyway;

import dev.lockstep.error.Fault;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.MigrationStatus;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import dev.lockstep.testkit.TestPostgres;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Assesses the files of each scenario against the history it begins with.
final class ScenarioTest {
  @TestFactory
  Stream<DynamicTest> assesses() {
    return Scenarios.in("testdata/flyway").tests(ScenarioTest::run);
  }

  private static void run(Scenario scenario) {
    MemoryTree files = MemoryTree.folder(scenario.path("files"));
    try (Lab lab = Lab.on("postgresql", TestPostgres.database())) {
      scenario
          .readIfPresent("history.sql")
          .ifPresent(sql -> {
            lab.assess(MemoryTree.of("db/none.txt", "")).setup().forEach(lab::execute);
            lab.execute(sql);
          });
      scenario.readIfPresent("before.sql").ifPresent(lab::execute);
      scenario
          .readIfPresent("options.txt")
          .ifPresent(text ->
              text.lines()
                  .map(line -> line.split("=", 2))
                  .forEach(pair -> lab.option(pair[0], pair[1])));
      scenario.verify("expected.txt", describe(lab.assess(files)));
    }
  }

  private static String describe(Assessment assessment) {
    StringBuilder text = new StringBuilder("status\n");
    for (MigrationStatus status : assessment.migrations()) {
      text.append("  ").append(status.migration().id()).append(' ').append(status.state());
      text.append(status.note().isEmpty() ? "" : " (" + status.note() + ")").append('\n');
    }
    list(text.append("faults\n"), assessment.faults());
    if (!assessment.warnings().isEmpty()) {
      list(text.append("warnings\n"), assessment.warnings());
    }
    text.append("plan\n");
    for (PlannedMigration planned : assessment.pending()) {
      text.append("  ").append(planned.migration().id()).append(' ');
      switch (planned.execution()) {
        case Execution.Direct direct -> text.append(direct.mode());
        case Execution.ByEngine engine -> text.append("by engine: ").append(engine.reason());
      }
      text.append('\n');
      planned
          .statements()
          .forEach(each ->
              text.append("    ")
                  .append(each.source())
                  .append(": ")
                  .append(each.sql().text())
                  .append('\n'));
    }
    return text.toString();
  }

  private static void list(StringBuilder text, List<Fault> faults) {
    for (Fault fault : faults) {
      text.append("  ").append(fault.rule()).append(": ").append(fault.describe()).append('\n');
      text.append(fault.nextStep() == null ? "" : "    -> " + fault.nextStep() + "\n");
    }
  }
}
