package dev.lockstep.cli;

import dev.lockstep.deploy.Decision;
import dev.lockstep.deploy.Decision.Said;
import dev.lockstep.deploy.Work;
import java.util.List;

/// Says what policies decided.
final class DecisionText {
  private DecisionText() {}

  static void print(Console console, Work work, List<Decision> decisions) {
    for (Decision decision : decisions) {
      console.line(
          console.style(Style.BOLD, work.instance())
              + ": policies "
              + Console.safe(decision.policies())
              + ": "
              + decision.verdict());
      for (Said said : decision.said()) {
        String exemption = said.exemption();
        console.line(
            "  "
                + mark(console, said)
                + " "
                + Console.safe(said.indented())
                + (exemption == null ? "" : " (allowed by " + Console.safe(exemption) + ")"));
      }
    }
  }

  private static String mark(Console console, Said said) {
    return said.effect().stops() ? console.style(Style.RED, "✗") : console.style(Style.YELLOW, "!");
  }
}
