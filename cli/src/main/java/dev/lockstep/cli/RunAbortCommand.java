package dev.lockstep.cli;

import dev.lockstep.cli.ServerOptions.Connection;
import dev.lockstep.expression.Value;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Ends a run.
@Command(
    name = "abort",
    addMethodSubcommands = false,
    description = "End a run: nothing new begins, what works is told to stop.")
final class RunAbortCommand implements LockstepCommand {
  @Parameters(index = "0", paramLabel = "RUN", description = "Its number.")
  private String run = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who look later.")
  private String reason = "";

  @Mixin private final ServerOptions options = new ServerOptions();

  @Override
  public String name() {
    return "abort";
  }

  @Override
  public int run(CommandContext context) {
    Connection connection = options.connect(context);
    SequencedMap<String, Value> body = new LinkedHashMap<>();
    if (!reason.isBlank()) {
      body.put("reason", Value.of(reason));
    }
    RunReport.print(
        context, connection.post(new Value.Fields(body), "runs", run, "abort"), options.json());
    return ExitCode.DONE;
  }
}
