package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.rego.Rego;
import dev.lockstep.rego.eval.Evaluation;
import dev.lockstep.rego.eval.EvaluationException;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.value.Json.JsonException;
import dev.lockstep.rego.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks policies about an input.
@Command(
    name = "eval",
    addMethodSubcommands = false,
    description = "Ask policies, and print what they answer as JSON, a line for each answer.")
final class PolicyEvalCommand implements LockstepCommand {
  private static final long LARGEST = 256L << 20;

  @Parameters(paramLabel = "TERM", description = "What to ask for, such as data.db_sql.deny.")
  private String term = "";

  @Option(
      names = {"-d", "--data"},
      paramLabel = "PATH",
      required = true,
      description = "Files of Rego or data, or folders.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "The input as JSON. Default: none.")
  private @Nullable Path input;

  @Option(
      names = "--strict",
      description = "End with an error where a function fails, which is undefined otherwise.")
  private boolean strict;

  @Option(
      names = "--explain",
      paramLabel = "notes|fails|full",
      description =
          "Tell on standard error what happened: notes of trace(), statements that do not hold too,"
              + " or all.")
  private PolicyExplanation.@Nullable Detail explain;

  @Option(
      names = "--fail-defined",
      description = "Exit with 1 when there is an answer other than false and empty ones.")
  private boolean failDefined;

  @Mixin final HelpOption help = new HelpOption();

  @Mixin private final PolicyFiles files = new PolicyFiles();
  @Mixin private final PolicySchemas schemas = new PolicySchemas();

  @Override
  public String name() {
    return "eval";
  }

  @Override
  public int run(CommandContext context) {
    Path here = context.invocation().directory();
    Rego rego = files.read(here, paths, schemas);
    Evaluation evaluation =
        Evaluation.of(input == null ? null : read(here.resolve(input)), files.data())
            .printing(line -> context.console().note(Console.safe(line)));
    if (explain != null) {
      evaluation =
          evaluation.watched(new PolicyExplanation(context.console(), files.sources(), explain));
    }
    List<Value> values = asked(rego, strict ? evaluation.strictly() : evaluation);
    values.forEach(value -> context.console().line(dev.lockstep.rego.value.Json.write(value)));
    if (values.isEmpty()) {
      context.console().note("undefined");
    }
    return failDefined && values.stream().anyMatch(PolicyEvalCommand::says)
        ? ExitCode.CHECK_FAILED
        : ExitCode.DONE;
  }

  private static boolean says(Value value) {
    String text = dev.lockstep.rego.value.Json.write(value);
    return !List.of("false", "[]", "{}", "null").contains(text);
  }

  private List<Value> asked(Rego rego, Evaluation evaluation) {
    try {
      return rego.values(term, evaluation);
    } catch (RegoFaults e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "The question cannot be asked: " + e.faults().getFirst().message() + ".",
          "Ask for a term, such as data.db_sql.deny.",
          e);
    } catch (EvaluationException e) {
      throw new LockstepException(
          ErrorCode.VALIDATION_FAILED,
          "The policy ended in an error: " + e.getMessage(),
          "Correct the policy there.",
          e);
    }
  }

  private static Value read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new LockstepException(
            ErrorCode.TOO_LARGE,
            file.getFileName() + " is larger than 256 MiB.",
            "Make it smaller.");
      }
      return dev.lockstep.rego.value.Json.read(Files.readString(file));
    } catch (JsonException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          file.getFileName() + " is no JSON: " + e.getMessage() + ".",
          "Correct it there.",
          e);
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "Cannot read " + file.getFileName() + ".",
          "Name a file of JSON in UTF-8 that this user may read.",
          e);
    }
  }
}
