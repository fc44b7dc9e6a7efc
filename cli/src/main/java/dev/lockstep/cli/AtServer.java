package dev.lockstep.cli;

import dev.lockstep.cli.ServerOptions.Connection;
import dev.lockstep.client.Login;
import dev.lockstep.client.ServerClient;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Has commands work at the server that the user is logged in at.
///
/// *Shape*: what only looks is asked of the server and printed as it came; what changes databases
/// becomes a run of one step, which is watched to its end. Commands that are about files work where
/// the files are.
final class AtServer {
  private static final Set<String> LOOKING =
      Set.of("status", "plan", "validate", "history", "drift", "rehearse");

  /// Options of commands that change databases, by the setting of the step that they are.
  private static final Map<String, Map<String, String>> CHANGING =
      Map.of(
          "deploy", Map.of("--target", "target"),
          "rollback", Map.of("--count", "count", "--to-tag", "tag", "--to-version", "to"),
          "tag", Map.of());

  private static final Map<String, String> NARROWING =
      Map.of("--schema", "schema", "--instance", "instance");

  /// What is understood besides.
  private static final Set<String> KNOWN =
      Set.of("--environment", "--ref", "--output", "--yes", "--quiet", "--verbose");

  private AtServer() {}

  /// Runs a command at the server; empty where it is to work here.
  static Optional<Integer> run(
      ParseResult command, List<String> arguments, CommandContext context) {
    String name = command.commandSpec().name();
    if ((!LOOKING.contains(name) && !CHANGING.containsKey(name))
        || command.hasMatchedOption("--local")
        || command.hasMatchedOption("--config")) {
      return Optional.empty();
    }
    Optional<Login> login =
        ServerOptions.known(context.invocation()).filter(known -> known.project() != null);
    if (login.isEmpty()) {
      return Optional.empty();
    }
    Connection connection = new Connection(ServerClient.of(login.get()), login.get());
    if (!command.hasMatchedOption("--quiet")) {
      context.console().note(context.console().style(Style.DIM, "at " + login.get()));
    }
    return Optional.of(
        LOOKING.contains(name) && !command.hasMatchedOption("--revert")
            ? look(connection, arguments, context)
            : change(connection, command, context));
  }

  private static int look(Connection connection, List<String> arguments, CommandContext context) {
    SequencedMap<String, Value> body = new LinkedHashMap<>();
    body.put("words", Looking.items(arguments));
    body.put("colours", Value.of(context.invocation().colours()));
    context.console().progress("asking " + connection.login().server());
    Value said = connection.post(new Value.Fields(body), "inquiries");
    String output = Looking.text(said, "output");
    if (context.invocation().colours()) {
      context.console().raw(output);
    } else {
      context.console().script(output);
    }
    Looking.text(said, "notes").lines().forEach(line -> context.console().note(Console.safe(line)));
    return Integer.parseInt(Looking.text(said, "exit"));
  }

  private static int change(Connection connection, ParseResult command, CommandContext context) {
    String step = command.commandSpec().name();
    Map<String, String> own = CHANGING.getOrDefault(step, Map.of());
    SequencedMap<String, Value> settings = new LinkedHashMap<>();
    for (OptionSpec option : command.matchedOptions()) {
      String setting =
          Stream.of(own, NARROWING)
              .flatMap(map -> Stream.ofNullable(map.get(option.longestName())))
              .findFirst()
              .orElse(null);
      if (setting != null) {
        settings.put(setting, Value.of(only(option)));
      } else if (!KNOWN.contains(option.longestName())) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "%s is not for %s at a server.".formatted(option.longestName(), step),
            "Leave it out, have a pipeline do it, or work here with --local.");
      }
    }
    if (step.equals("tag")) {
      settings.put(
          "tag",
          Value.of(
              command.matchedPositionals().stream()
                  .map(AtServer::only)
                  .collect(Collectors.joining())));
    }
    SequencedMap<String, Value> body = new LinkedHashMap<>();
    body.put("step", Value.of(step));
    body.put("settings", new Value.Fields(settings));
    List<String> environments = command.matchedOptionValue("--environment", List.of());
    if (!environments.isEmpty()) {
      body.put("environments", Looking.items(environments));
    }
    @Nullable String ref = command.matchedOptionValue("--ref", null);
    if (ref != null) {
      body.put("ref", Value.of(ref));
    }
    if (!command.hasMatchedOption("--yes")
        && context.console().canAsk()
        && !context.console().confirm("Begin this %s at %s?".formatted(step, connection.login()))) {
      throw new LockstepException(ErrorCode.INTERRUPTED, "Nothing was begun.");
    }
    String run = Looking.text(connection.post(new Value.Fields(body), "operations"), "id");
    OutputFormat output = command.matchedOptionValue("--output", OutputFormat.text);
    context.console().note("run " + Console.safe(run));
    return RunReport.follow(context, connection, run, output == OutputFormat.json);
  }

  /// Returns the one value of an argument.
  private static String only(ArgSpec argument) {
    List<String> values = argument.originalStringValues();
    if (values.size() != 1) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "At a server a step is about one schema or instance, or about all of an environment.",
          "Name one, or begin several.");
    }
    return values.getFirst();
  }
}
