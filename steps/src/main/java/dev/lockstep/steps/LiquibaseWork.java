package dev.lockstep.steps;

import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.Locale;
import java.util.SequencedMap;

/// Does what a command of Liquibase does, by Lockstep's own means: with its fence, journal, reviews
/// and policies.
///
/// *Shape*: commands by the names of Liquibase's command line, `update-sql` and `updateSql` alike.
final class LiquibaseWork implements Work {
  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    String command =
        job.text("command").orElseThrow(() -> StepFailure.told("Say the command of Liquibase."));
    SequencedMap<String, String> settings = job.entries("settings");
    Engines engines = new Engines(job, "Liquibase", command, settings);
    return switch (command.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT)) {
      case "update" -> engines.deploy("");
      case "update-to-tag" -> engines.deploy(engines.needed("tag"));
      case "update-sql" -> engines.plan();
      case "rollback", "rollback-to-tag" -> engines.rollback("tag", engines.needed("tag"), false);
      case "rollback-count" -> engines.rollback("count", engines.needed("count"), false);
      case "rollback-sql" -> engines.rollback("tag", engines.needed("tag"), true);
      case "rollback-count-sql" -> engines.rollback("count", engines.needed("count"), true);
      case "tag" -> engines.tag(engines.needed("tag"));
      case "status" -> engines.ask("status");
      case "validate" -> engines.ask("validate");
      case "history" -> engines.ask("history");
      case "changelog-sync" -> engines.change("baseline");
      case "clear-checksums", "release-locks" -> engines.change("repair");
      case "snapshot" -> engines.snapshot(engines.needed("output-file"));
      case "diff" -> engines.diff("json", engines.other("output-file"));
      case "diff-changelog" -> engines.diff("liquibase", engines.needed("changelog-file"));
      default -> throw engines.unknown();
    };
  }
}
