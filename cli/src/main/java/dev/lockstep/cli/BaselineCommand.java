package dev.lockstep.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes over a database that was built without this history.
@Command(
    name = "baseline",
    addMethodSubcommands = false,
    description = {
      "Declare that a database already holds everything up to a version, without running it.",
      "Flyway: writes its baseline row. Liquibase: marks changesets as run (changelog-sync)."
    })
final class BaselineCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "VERSION",
      description = "The version the database is at. Default: the engine's own default.")
  private @Nullable String version;

  @Override
  public String name() {
    return "baseline";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    return new HistoryChanges(context, options, change)
        .run(
            workspace.selectForChange(null, false),
            version == null ? "baselined" : "baselined at " + version,
            (work, listener) -> workspace.deployer().baseline(work, version, listener));
  }
}
