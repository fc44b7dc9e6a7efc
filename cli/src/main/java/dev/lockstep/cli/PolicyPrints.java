package dev.lockstep.cli;

import dev.lockstep.rego.eval.Evaluation;
import dev.lockstep.rego.eval.Event;
import dev.lockstep.rego.syntax.Place;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shows on standard error what policies print while they judge, with the file and line.
///
/// *Units*: up to 100 lines of 1,000 characters each.
final class PolicyPrints {
  private static final int MOST = 100;
  private static final int LONGEST = 1_000;

  private final Console console;
  private final String instance;

  private @Nullable Place at;
  private int printed;

  /// @param instance whose plan is judged
  PolicyPrints(Console console, String instance) {
    this.console = console;
    this.instance = instance;
  }

  /// Lists the lines of files where something may be printed, such as `shop.rego:7`.
  static Set<String> lines(Map<String, String> sources) {
    Set<String> lines = new HashSet<>();
    sources.forEach((file, text) -> {
      int row = 0;
      for (String line : text.lines().toList()) {
        row++;
        if (line.contains("print(")) {
          lines.add(new Place(file, row, 1).toString());
        }
      }
    });
    return Set.copyOf(lines);
  }

  /// Has an evaluation print here.
  ///
  /// @param lines where it may; to be watched takes time, so without any nobody looks
  Evaluation taking(Evaluation evaluation, Set<String> lines) {
    return lines.isEmpty()
        ? evaluation
        : evaluation.printing(this::print).watched(event -> follow(event, lines));
  }

  /// Only what happens tells where a policy prints.
  private void follow(Event event, Set<String> lines) {
    if (event.kind() == Event.Kind.EVAL && lines.contains(event.place().toString())) {
      at = event.place();
    }
  }

  private void print(String text) {
    printed++;
    if (printed > MOST) {
      if (printed == MOST + 1) {
        console.note(instance + ": policies print more than " + MOST + " lines; print less.");
      }
      return;
    }
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    console.note(
        "%s: %s: %s"
            .formatted(
                instance,
                at == null ? "policy" : Console.safe(at.toString()),
                Console.safe(shown).replace("\n", "\n      ")));
  }
}
