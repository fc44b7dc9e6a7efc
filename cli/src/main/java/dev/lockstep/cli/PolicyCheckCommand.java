package dev.lockstep.cli;

import dev.lockstep.rego.Rego;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what is wrong with policies, without running them.
@Command(
    name = "check",
    addMethodSubcommands = false,
    description =
        "Say what is wrong with policies: syntax, names, types, unsafe variables, recursion.")
final class PolicyCheckCommand implements LockstepCommand {
  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files of Rego, or folders.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-S", "--strict"},
      description =
          "Refuse what is most likely a mistake, too: variables, arguments and imports that nothing"
              + " uses, what hides input or data, functions that are out of use.")
  private boolean strict;

  @Mixin final HelpOption help = new HelpOption();

  @Mixin private final PolicyFiles files = new PolicyFiles();
  @Mixin private final PolicySchemas schemas = new PolicySchemas();

  @Override
  public String name() {
    return "check";
  }

  @Override
  public int run(CommandContext context) {
    Path here = context.invocation().directory();
    Rego.Builder builder = schemas.given(here, Rego.policies());
    var _ = files.built(here, paths, strict ? builder.strict() : builder);
    context.console().line(Outcomes.count(files.count(), "file") + ", nothing wrong");
    return ExitCode.DONE;
  }
}
