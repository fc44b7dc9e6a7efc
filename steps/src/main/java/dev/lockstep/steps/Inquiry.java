package dev.lockstep.steps;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs commands that change nothing, for people who ask, outside of runs.
///
/// @param limit how long one may take
public record Inquiry(Tool tool, Duration limit, InstantSource clock) {
  /// Is what a command said, without secrets.
  ///
  /// @param complete whether that is all that it printed, and it came to its end in time
  public record Said(int exit, String output, String notes, boolean complete) {}

  /// Runs one.
  ///
  /// @param words the command and its arguments
  /// @param coloured whether a terminal shows what it says
  public Said ask(Workplace place, List<String> words, boolean coloured)
      throws IOException, InterruptedException {
    Redaction redaction = new Redaction();
    Map<String, String> environment = Command.environment(tool, place, redaction);
    if (coloured) {
      environment.put("LOCKSTEP_TERMINAL", "out");
    }
    List<String> command = new ArrayList<>(tool.command());
    command.add(words.getFirst());
    command.add("--config=" + place.config());
    command.addAll(words.subList(1, words.size()));
    Instant end = clock.instant().plus(limit);
    Child.End said =
        Child.run(command, place.folder(), environment, () -> clock.instant().isAfter(end));
    return new Said(
        said.exit(),
        redaction.of(said.output()),
        redaction.of(said.notes()),
        !said.cut() && !said.stopped());
  }
}
