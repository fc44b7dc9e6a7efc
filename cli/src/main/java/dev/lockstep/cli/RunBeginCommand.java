package dev.lockstep.cli;

import dev.lockstep.cli.ServerOptions.Connection;
import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Begins a run of a pipeline.
@Command(
    name = "begin",
    addMethodSubcommands = false,
    description = {
      "Begin a run of a pipeline.",
      "With --follow the exit code is 1 when the run does not succeed."
    })
final class RunBeginCommand implements LockstepCommand {
  @Parameters(index = "0", paramLabel = "PIPELINE", description = "Its name at the server.")
  private String pipeline = "";

  @Option(
      names = "--input",
      paramLabel = "NAME=VALUE",
      description = "An input that the pipeline asks for; may be repeated.")
  private Map<String, String> inputs = Map.of();

  @Option(
      names = "--ref",
      paramLabel = "BRANCH",
      description = "The branch or tag whose tip is taken. Default: that of the repository.")
  private @Nullable String ref;

  @Option(names = "--commit", paramLabel = "COMMIT", description = "The commit that is taken.")
  private @Nullable String commit;

  @Option(
      names = "--break-glass",
      paramLabel = "REASON",
      description = "Let it past all gates, in an emergency; everybody is told.")
  private @Nullable String breakGlass;

  @Option(
      names = {"-f", "--follow"},
      description = "Watch it to its end.")
  private boolean follow;

  @Mixin private final ServerOptions options = new ServerOptions();

  @Override
  public String name() {
    return "begin";
  }

  @Override
  public int run(CommandContext context) {
    Connection connection = options.connect(context);
    SequencedMap<String, Value> body = new LinkedHashMap<>();
    SequencedMap<String, Value> given = new LinkedHashMap<>();
    inputs.forEach((name, value) -> given.put(name, Value.of(value)));
    body.put("inputs", new Value.Fields(given));
    put(body, "ref", ref);
    put(body, "commit", commit);
    put(body, "breakGlass", breakGlass);
    String run =
        Looking.text(connection.post(new Value.Fields(body), "pipelines", pipeline, "runs"), "id");
    if (follow) {
      return RunReport.follow(context, connection, run, options.json());
    }
    if (options.json()) {
      context.console().line(Json.write(Json.object().put("id", Long.valueOf(run))));
    } else {
      context
          .console()
          .line("Run " + Console.safe(run) + " of " + Console.safe(pipeline) + " has begun.");
    }
    return ExitCode.DONE;
  }

  private static void put(SequencedMap<String, Value> body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, Value.of(value));
    }
  }
}
