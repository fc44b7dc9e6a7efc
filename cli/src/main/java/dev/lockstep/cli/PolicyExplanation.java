package dev.lockstep.cli;

import dev.lockstep.rego.eval.Event;
import java.util.Map;
import java.util.function.Consumer;

/// Prints what happens in an evaluation, beside the answer.
final class PolicyExplanation implements Consumer<Event> {
  private static final int MOST = 10_000;

  private final Console console;
  private final Map<String, String> sources;
  private final Detail detail;
  private int printed;

  /// Says how much is printed.
  enum Detail {
    /// What policies say with `trace`.
    notes,
    /// Statements that do not hold, too.
    fails,
    /// All rules and statements.
    full
  }

  /// @param sources by their names
  PolicyExplanation(Console console, Map<String, String> sources, Detail detail) {
    this.console = console;
    this.sources = sources;
    this.detail = detail;
  }

  @Override
  public void accept(Event event) {
    boolean wanted =
        switch (event.kind()) {
          case NOTE -> true;
          case FAIL -> detail != Detail.notes;
          case ENTER, EXIT, EVAL -> detail == Detail.full;
        };
    String source = sources.get(event.place().file());
    // The question itself has no line.
    if (!wanted || source == null || printed > MOST) {
      return;
    }
    console.note(
        printed++ == MOST
            ? "More than %,d lines; ask for less.".formatted(MOST)
            : Console.safe(line(event, source)));
  }

  private static String line(Event event, String source) {
    String kind =
        event.kind().name().charAt(0)
            + event.kind().name().substring(1).toLowerCase(java.util.Locale.ROOT);
    return event.place()
        + " "
        + "| ".repeat(event.depth())
        + kind
        + " "
        + (event.kind() == Event.Kind.NOTE ? '"' + event.text() + '"' : text(event, source));
  }

  private static String text(Event event, String source) {
    String line = source.lines().skip(event.place().row() - 1L).findFirst().orElse("");
    return line.substring(Math.min(line.length(), event.place().column() - 1)).strip();
  }
}
