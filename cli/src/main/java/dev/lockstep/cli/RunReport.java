package dev.lockstep.cli;

import dev.lockstep.cli.ServerOptions.Connection;
import dev.lockstep.config.PlainJson;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Shows runs of pipelines.
final class RunReport {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// Of statements that wait for people, while a run is watched.
  private static final int MOST_LINES = 20;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /// What is told besides by a mark, or in a line of its own.
  private static final Set<String> TOLD_ELSEWHERE = Set.of("sql", "commands", "sqlCommands", "log");

  private RunReport() {}

  /// Returns an answer of the server for programs.
  static String json(Value answer) {
    return PlainJson.write(answer);
  }

  /// Lists the parts below the run itself.
  static Stream<Value.Fields> parts(Value run) {
    return Looking.list(run, "parts").stream().filter(part -> !Looking.text(part, "key").isEmpty());
  }

  /// Shows how a run stands.
  static int show(CommandContext context, Connection connection, String run, boolean json) {
    print(context, connection.get("runs", run), json);
    return ExitCode.DONE;
  }

  static void print(CommandContext context, Value run, boolean json) {
    Console console = context.console();
    if (json) {
      console.line(json(run));
      return;
    }
    console.line(
        "Run %s of %s, begun %s by %s: %s"
            .formatted(
                text(run, "id"),
                text(run, "pipeline"),
                time(Looking.text(run, "begun")),
                text(run, "beganBy"),
                word(run)));
    Looking.at(run, "brokenGlass")
        .forEach(glass ->
            console.line(
                console.style(
                    Style.RED,
                    "BREAK-GLASS by %s: %s".formatted(text(glass, "by"), text(glass, "reason")))));
    parts(run).forEach(part -> line(console, part));
    parts(run).filter(RunReport::isHeld).forEach(part -> waits(console, part, Integer.MAX_VALUE));
  }

  /// Tells what happens until the run is over.
  ///
  /// *Errors*: `RUN_FAILED` where it does not succeed.
  static int follow(CommandContext context, Connection connection, String run, boolean json) {
    Map<String, String> known = new HashMap<>();
    Console console = context.console();
    while (true) {
      Value now = connection.get("runs", run);
      if (!json) {
        parts(now)
            .filter(part -> !Looking.text(part, "status").isEmpty())
            .filter(part -> !state(part).equals(known.put(Looking.text(part, "key"), state(part))))
            .sorted(Comparator.comparingInt(RunReport::turn))
            .forEach(part -> tell(context, run, part));
      }
      if (!Looking.text(now, "ended").isEmpty()) {
        return ended(context, now, json);
      }
      console.progress("run " + run + ": " + word(now));
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new LockstepException(ErrorCode.INTERRUPTED, "The run goes on.", null, interrupted);
      }
    }
  }

  private static int ended(CommandContext context, Value run, boolean json) {
    if (json) {
      context.console().line(json(run));
    } else {
      context.console().line("Run %s: %s".formatted(text(run, "id"), word(run)));
    }
    if (Looking.text(run, "status").equals("SUCCEEDED")) {
      return ExitCode.DONE;
    }
    return ErrorCode.RUN_FAILED.exitCode();
  }

  /// What ended is told from the inside out, what begins from the outside in.
  private static int turn(Value.Fields part) {
    int depth = Looking.text(part, "key").split("/", -1).length;
    return Looking.text(part, "ended").isEmpty() ? depth : -depth;
  }

  /// What tells one standing of a part from the next.
  private static String state(Value.Fields part) {
    return Looking.text(part, "status")
        + Looking.text(part, "attempt")
        + Looking.at(part, "gate")
            .map(gate -> Looking.text(gate, "content"))
            .findFirst()
            .orElse("");
  }

  private static void tell(CommandContext context, String run, Value.Fields part) {
    line(context.console(), part);
    if (isHeld(part)) {
      waits(context.console(), part, MOST_LINES);
      context
          .console()
          .line(
              "    %s approve %s %s"
                  .formatted(context.invocation().command(), Console.safe(run), text(part, "key")));
    }
    context.console().flush();
  }

  private static boolean isHeld(Value.Fields part) {
    return Looking.text(part, "status").equals("WAITING")
        && Looking.at(part, "gate").findAny().isPresent();
  }

  private static void line(Console console, Value.Fields part) {
    String status = Looking.text(part, "status");
    Style style =
        switch (status) {
          case "SUCCEEDED" -> Style.GREEN;
          case "FAILED", "ABORTED", "STALLED" -> Style.RED;
          case "WAITING", "RETRYING", "IGNORED" -> Style.YELLOW;
          default -> Style.DIM;
        };
    String mark =
        switch (status) {
          case "SUCCEEDED" -> "✓";
          case "FAILED", "ABORTED" -> "✗";
          case "WAITING", "STALLED", "RETRYING", "QUEUED" -> "…";
          case "IGNORED" -> "!";
          default -> "·";
        };
    console.line(
        "  "
            + console.style(style, mark + " " + text(part, "key") + " " + word(part))
            + console.style(Style.DIM, took(part) + output(part)));
    Looking.at(part, "failure")
        .forEach(failure ->
            text(failure, "message").lines().forEach(line -> console.line("      " + line)));
  }

  /// Tells what a gate waits for, and what is to be voted on.
  ///
  /// @param most lines of statements
  static void waits(Console console, Value.Fields part, int most) {
    for (Value.Fields gate : Looking.at(part, "gate").toList()) {
      for (Value.Fields about : Looking.at(gate, "about").toList()) {
        console.line("    %s waits: %s".formatted(text(part, "key"), text(about, "reason")));
        List<String> who =
            Stream.concat(
                    Looking.texts(about, "groups").stream().map(group -> "group " + group),
                    Looking.texts(about, "users").stream())
                .map(Console::safe)
                .toList();
        if (!who.isEmpty()) {
          console.line("    who may: " + String.join(", ", who));
        }
        console.line(
            "    %s on %s, %s changes, content %s"
                .formatted(
                    text(about, "does"),
                    text(about, "environment"),
                    text(about, "changes"),
                    text(gate, "content")));
        Looking.texts(about, "destroys")
            .forEach(what ->
                console.line("    " + console.style(Style.RED, "loses: " + Console.safe(what))));
        Looking.at(about, "review")
            .forEach(review ->
                console.line(
                    "    review: %s errors, %s warnings, %s notices"
                        .formatted(
                            text(review, "errors"),
                            text(review, "warnings"),
                            text(review, "notices"))));
        Looking.texts(about, "policies")
            .forEach(said -> console.line("    policy " + Console.safe(said)));
        List<String> sql = Looking.text(about, "sql").lines().toList();
        sql.stream().limit(most).forEach(line -> console.line("      " + Console.safe(line)));
        if (sql.size() > most) {
          console.line("      and %d lines more, which run show has".formatted(sql.size() - most));
        }
      }
    }
    Looking.list(part, "votes")
        .forEach(vote ->
            console.line(
                "    %s: %s %s"
                    .formatted(text(vote, "by"), text(vote, "vote"), text(vote, "comment"))));
  }

  /// Says in a line what a part left that is short.
  private static String output(Value.Fields part) {
    StringBuilder said = new StringBuilder();
    Looking.at(part, "output")
        .forEach(output ->
            output
                .values()
                .forEach((key, value) -> {
                  String shown = shown(value);
                  if (!TOLD_ELSEWHERE.contains(key) && !shown.isEmpty() && said.length() < 120) {
                    said.append("  ").append(Console.safe(key)).append(' ').append(shown);
                  }
                }));
    return said.toString();
  }

  private static String shown(Value value) {
    return switch (value) {
      case Value.Numeral(BigDecimal number) -> number.toPlainString();
      case Value.Truth(boolean truth) -> String.valueOf(truth);
      case Value.Text(String text) when text.length() <= 40 && !text.contains("\n") ->
          Console.safe(text);
      default -> "";
    };
  }

  private static String took(Value.Fields part) {
    String begun = Looking.text(part, "begun");
    String ended = Looking.text(part, "ended");
    try {
      return begun.isEmpty() || ended.isEmpty()
          ? ""
          : "  %.1f s"
              .formatted(
                  Duration.between(Instant.parse(begun), Instant.parse(ended)).toMillis() / 1000.0);
    } catch (DateTimeParseException other) {
      return "";
    }
  }

  /// Shows a time of the server as this machine's clock.
  static String time(String instant) {
    try {
      return Instant.parse(instant).atZone(ZoneId.systemDefault()).format(TIME);
    } catch (DateTimeParseException other) {
      return Console.safe(instant);
    }
  }

  private static String word(Value value) {
    return text(value, "status").toLowerCase(Locale.ROOT);
  }

  private static String text(Value value, String key) {
    return Console.safe(Looking.text(value, key));
  }
}
