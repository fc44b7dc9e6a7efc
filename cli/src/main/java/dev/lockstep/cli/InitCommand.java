package dev.lockstep.cli;

import dev.lockstep.config.ProjectScaffold;
import dev.lockstep.config.Scaffold;
import dev.lockstep.git.WorkingTree;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a first `lockstep.yaml`.
@Command(
    name = "init",
    addMethodSubcommands = false,
    description = {
      "Write a first lockstep.yaml: from the Flyway or Liquibase projects found, or an example.",
      "Passwords in their configurations are not copied; the file names environment variables."
    })
final class InitCommand implements LockstepCommand {
  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The repository. Default: here.")
  private Path folder = Path.of("");

  @Option(names = "--dry-run", description = "Only print the file.")
  private boolean dryRun;

  @Option(names = "--output", paramLabel = "text|json", description = "Default: text.")
  private OutputFormat output = OutputFormat.text;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Override
  public String name() {
    return "init";
  }

  @Override
  public int run(CommandContext context) {
    Console console = context.console();
    Path root = context.invocation().directory().resolve(folder).normalize();
    Path name = root.getFileName();
    Scaffold scaffold =
        ProjectScaffold.draft(new WorkingTree(root), name == null ? "project" : name.toString());
    if (output == OutputFormat.json) {
      Path file = dryRun ? null : ProjectScaffold.write(root, scaffold);
      console.line(
          Json.write(
              Json.object()
                  .put("file", file == null ? null : file.toString())
                  .put("yaml", scaffold.yaml())
                  .put("findings", scaffold.findings())
                  .put("variables", scaffold.variables())));
      return ExitCode.DONE;
    }
    if (dryRun) {
      console.raw(scaffold.yaml());
      return ExitCode.DONE;
    }
    Path written = ProjectScaffold.write(root, scaffold);
    scaffold.findings().forEach(finding -> console.line("- " + Console.safe(finding)));
    console.line("Wrote " + written + ".");
    if (!scaffold.variables().isEmpty()) {
      console.line(
          "Set "
              + String.join(", ", scaffold.variables())
              + " to the passwords, then try: "
              + context.invocation().command()
              + " doctor");
    }
    return ExitCode.DONE;
  }
}
