package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.sql.SqlStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Splits a script into its statements.
@Command(
    name = "split",
    addMethodSubcommands = false,
    description = "Split an SQL script into its statements, with their places.")
final class SplitCommand implements LockstepCommand {
  private static final long LIMIT = 50L * 1024 * 1024;

  @Parameters(paramLabel = "FILE", description = "The script.")
  private Path file = Path.of("");

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      defaultValue = "postgresql",
      description =
          "postgresql, mysql, mariadb, sqlite, sqlserver, oracle, h2. Default: postgresql.")
  private String dialect = "postgresql";

  @Option(names = "--output", paramLabel = "text|json", description = "Default: text.")
  private OutputFormat output = OutputFormat.text;

  @Mixin final HelpOption help = new HelpOption();

  @Override
  public String name() {
    return "split";
  }

  @Override
  public int run(CommandContext context) {
    List<SqlStatement> statements = context.wiring().get().splitter(dialect).split(read(context));
    if (output == OutputFormat.json) {
      context.console().line(Json.write(statements.stream().map(SplitCommand::node).toList()));
    } else {
      for (SqlStatement statement : statements) {
        context
            .console()
            .line(
                file
                    + ":"
                    + statement.start().line()
                    + ":"
                    + statement.start().column()
                    + " "
                    + statement.kind());
      }
    }
    return ExitCode.DONE;
  }

  private String read(CommandContext context) {
    Path script = context.invocation().directory().resolve(file);
    try {
      if (Files.size(script) > LIMIT) {
        throw new LockstepException(
            ErrorCode.TOO_LARGE, file + " is larger than 50 MiB.", "Split it into smaller files.");
      }
      return Files.readString(script, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "Cannot read " + file + ".",
          "Name a file with SQL statements that this user may read.",
          e);
    }
  }

  private static Json.Node node(SqlStatement statement) {
    return Json.object()
        .put("text", statement.text())
        .put("startLine", statement.start().line())
        .put("startColumn", statement.start().column())
        .put("endLine", statement.end().line())
        .put("endColumn", statement.end().column())
        .put("kind", statement.kind());
  }
}
