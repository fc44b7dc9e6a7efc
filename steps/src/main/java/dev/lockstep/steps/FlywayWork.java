package dev.lockstep.steps;

import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.Locale;

/// Does what a command of Flyway does, by Lockstep's own means.
final class FlywayWork implements Work {
  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    String command =
        job.text("command").orElseThrow(() -> StepFailure.told("Say the command of Flyway."));
    Engines engines = new Engines(job, "Flyway", command, job.entries("settings"));
    return switch (command.toLowerCase(Locale.ROOT)) {
      case "migrate" -> engines.deploy(engines.other("target"));
      case "info" -> engines.ask("status");
      case "validate" -> engines.ask("validate");
      case "undo" -> engines.rollback("count", "1", false);
      case "repair" -> engines.change("repair");
      case "baseline" -> engines.change("baseline");
      default -> throw engines.unknown();
    };
  }
}
