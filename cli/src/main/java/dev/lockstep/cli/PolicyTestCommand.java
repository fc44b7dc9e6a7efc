package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.rego.Coverage;
import dev.lockstep.rego.Rego;
import dev.lockstep.rego.eval.Evaluation;
import dev.lockstep.rego.eval.EvaluationException;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs the tests of policies.
@Command(
    name = "test",
    addMethodSubcommands = false,
    description =
        "Run the rules whose names begin with test_; each passes when it holds. Exits with 1 when"
            + " one does not.")
final class PolicyTestCommand implements LockstepCommand {
  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files of Rego or data, or folders.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-r", "--run"},
      paramLabel = "REGEX",
      description = "Run the tests alone in whose way this is found, such as data.shop_test.")
  private @Nullable String wanted;

  @Option(
      names = {"-v", "--verbose"},
      description = "Name tests that pass, too.")
  private boolean verbose;

  @Option(
      names = {"-c", "--coverage"},
      description = "Say which lines were run, of tests too.")
  private boolean coverage;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      description = "Exit with 1 when fewer lines were run; implies --coverage.")
  private @Nullable Double threshold;

  @Option(names = "--output", paramLabel = "text|json", description = "Default: text.")
  private OutputFormat output = OutputFormat.text;

  @Mixin final HelpOption help = new HelpOption();

  @Mixin private final PolicyFiles files = new PolicyFiles();
  @Mixin private final PolicySchemas schemas = new PolicySchemas();

  @Override
  public String name() {
    return "test";
  }

  /// Is how a test came out.
  private enum Outcome {
    PASSED,
    FAILED,
    ERROR,
    SKIPPED
  }

  /// @param cases what it tries where it has keys
  private record Result(
      Rego.Test test,
      Outcome outcome,
      String message,
      List<String> printed,
      List<Rego.Case> cases) {}

  @Override
  public int run(CommandContext context) {
    Rego rego = files.read(context.invocation().directory(), paths, schemas);
    Pattern pattern = pattern();
    Coverage covered = coverage || threshold != null ? new Coverage() : null;
    List<Result> results =
        rego.tests().stream()
            .filter(test -> pattern.matcher(test.path()).find())
            .map(test -> result(rego, files.data(), test, covered))
            .toList();
    if (results.isEmpty()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "There is no test to run.",
          "Tests are rules whose names begin with test_, in files such as names_test.rego.");
    }
    CoverageReport report = covered == null ? null : new CoverageReport(covered.of(rego));
    if (output == OutputFormat.json) {
      List<Json.Node> nodes = results.stream().map(PolicyTestCommand::node).toList();
      context
          .console()
          .line(Json.write(report == null ? nodes : report.node().put("tests", nodes)));
    } else {
      results.forEach(result -> print(context.console(), result));
      context.console().line(summary(results));
      if (report != null) {
        report.print(context.console());
      }
    }
    double wantedPercent = threshold == null ? 0 : threshold;
    boolean tooFew = report != null && report.percent() < wantedPercent;
    if (tooFew) {
      context
          .console()
          .note("Fewer lines were run than " + CoverageReport.shown(wantedPercent) + " %.");
    }
    return tooFew || results.stream().anyMatch(PolicyTestCommand::isBad)
        ? ExitCode.CHECK_FAILED
        : ExitCode.DONE;
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(wanted == null ? "" : wanted);
    } catch (PatternSyntaxException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "--run is no regular expression: " + e.getDescription() + ".",
          "Name a part of the way to the tests, such as data.shop_test.",
          e);
    }
  }

  private static Result result(
      Rego rego, RegoObject data, Rego.Test test, @Nullable Coverage covered) {
    if (test.isTodo()) {
      return new Result(test, Outcome.SKIPPED, "", List.of(), List.of());
    }
    List<String> printed = new ArrayList<>();
    Evaluation evaluation = Evaluation.of(null, data).printing(printed::add);
    try {
      List<Value> values =
          rego.values(test.path(), covered == null ? evaluation : evaluation.watched(covered));
      Value value = values.isEmpty() ? RegoBoolean.FALSE : values.getFirst();
      List<Rego.Case> cases = rego.cases(test, value, Evaluation.of(null, data));
      boolean holds =
          value == RegoBoolean.TRUE || (value instanceof RegoObject && rego.hasKeys(test));
      return new Result(
          test,
          holds && cases.stream().allMatch(Rego.Case::holds) ? Outcome.PASSED : Outcome.FAILED,
          "",
          printed,
          cases);
    } catch (EvaluationException e) {
      return new Result(test, Outcome.ERROR, String.valueOf(e.getMessage()), printed, List.of());
    }
  }

  private static boolean isBad(Result result) {
    return result.outcome() == Outcome.FAILED || result.outcome() == Outcome.ERROR;
  }

  private void print(Console console, Result result) {
    if (!isBad(result) && !verbose && result.outcome() != Outcome.SKIPPED) {
      return;
    }
    String mark =
        switch (result.outcome()) {
          case PASSED -> console.style(Style.GREEN, "✓ ");
          case FAILED, ERROR -> console.style(Style.RED, "✗ ");
          case SKIPPED -> "- ";
        };
    String message = result.message().isEmpty() ? "" : ": " + result.message();
    console.line(
        mark
            + Console.safe(
                result.test().place()
                    + " "
                    + result.test().path()
                    + (result.outcome() == Outcome.SKIPPED ? " (to do)" : message)));
    for (Rego.Case one : result.cases()) {
      if (verbose || !one.holds()) {
        console.line(
            "    "
                + (one.holds() ? console.style(Style.GREEN, "✓ ") : console.style(Style.RED, "✗ "))
                + Console.safe(keys(one)));
      }
    }
    result.printed().forEach(line -> console.line("    " + Console.safe(line)));
  }

  private static String keys(Rego.Case one) {
    return one.keys().stream()
        .map(key -> key instanceof RegoString text ? text.text() : key.toString())
        .collect(Collectors.joining(", "));
  }

  private static String summary(List<Result> results) {
    StringBuilder text = new StringBuilder();
    for (Outcome outcome : Outcome.values()) {
      long count = results.stream().filter(result -> result.outcome() == outcome).count();
      if (count > 0 || outcome == Outcome.PASSED) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(count)
            .append(
                switch (outcome) {
                  case PASSED -> " passed";
                  case FAILED -> " failed";
                  case ERROR -> " ended in an error";
                  case SKIPPED -> " to do";
                });
      }
    }
    return text.toString();
  }

  private static Json.Node node(Result result) {
    return Json.object()
        .put("test", result.test().path())
        .put("file", result.test().place().file())
        .put("line", result.test().place().row())
        .put("outcome", result.outcome().name().toLowerCase(java.util.Locale.ROOT))
        .put("message", result.message())
        .put("printed", result.printed())
        .put(
            "cases",
            result.cases().stream()
                .map(one -> Json.object().put("name", keys(one)).put("passed", one.holds()))
                .toList());
  }
}
