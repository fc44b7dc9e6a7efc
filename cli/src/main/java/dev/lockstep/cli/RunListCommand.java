package dev.lockstep.cli;

import dev.lockstep.cli.ServerOptions.Connection;
import dev.lockstep.client.ServerClient;
import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists runs.
@Command(
    name = "list",
    addMethodSubcommands = false,
    description = "List the runs of a project, the newest first.")
final class RunListCommand implements LockstepCommand {
  @Option(names = "--pipeline", paramLabel = "NAME", description = "Only those of this pipeline.")
  private @Nullable String pipeline;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only those with this status, such as running, waiting or failed.")
  private @Nullable String status;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = CountingNumber.class,
      description = "How many at most. Default: 20.")
  private int limit = 20;

  @Mixin private final ServerOptions options = new ServerOptions();

  @Override
  public String name() {
    return "list";
  }

  @Override
  public int run(CommandContext context) {
    Connection connection = options.connect(context);
    String query = "?limit=" + limit + asked("pipeline", pipeline) + asked("status", upper());
    Value page = connection.list(query, "runs");
    List<Value.Fields> runs = Looking.list(page, "items");
    if (options.json()) {
      context.console().line(RunReport.json(page));
      return ExitCode.DONE;
    }
    if (runs.isEmpty()) {
      context.console().line("There are no runs.");
      return ExitCode.DONE;
    }
    Table table = new Table("RUN", "PIPELINE", "STATUS", "BEGUN", "BY");
    for (Value.Fields run : runs) {
      table.row(
          Looking.text(run, "id"),
          Looking.text(run, "pipeline"),
          Looking.text(run, "status").toLowerCase(Locale.ROOT),
          RunReport.time(Looking.text(run, "begun")),
          Looking.text(run, "beganBy"));
    }
    table.print(context.console());
    return ExitCode.DONE;
  }

  private @Nullable String upper() {
    return status == null ? null : status.toUpperCase(Locale.ROOT);
  }

  private static String asked(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + ServerClient.path(value).substring(1);
  }
}
