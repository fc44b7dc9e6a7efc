package dev.lockstep.deploy;

import dev.lockstep.error.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Is what one set of policies said of a plan.
///
/// @param policies the name of the set
/// @param version of its files: SHA-256 over their names and texts, hex
/// @param input SHA-256 of what was judged, as JSON, hex
public record Decision(String policies, String version, String input, List<Said> said) {
  /// Is the rule of a fault that a policy is the reason of.
  public static final String RULE = "policy";

  public Decision {
    said = List.copyOf(said);
  }

  /// Says what becomes of the plan.
  public enum Effect {
    /// It does not run.
    DENY,
    /// It runs, and people are told.
    WARN,
    /// It runs, since somebody answers for it.
    EXEMPT,
    /// It does not run, because the policy itself failed.
    FAIL;

    /// Tells whether the plan does not run.
    public boolean stops() {
      return this == DENY || this == FAIL;
    }

    /// Returns the word for people and files.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Is one message of a rule.
  ///
  /// @param rule such as `data.db_sql.deny`
  /// @param exemption who allowed it, why and until when, in words; null for nobody
  public record Said(String rule, Effect effect, String message, @Nullable String exemption) {
    /// Returns the message so that none of its lines can be taken for one of Lockstep's.
    public String indented() {
      return message.strip().replace("\n", "\n      ");
    }
  }

  /// Returns the strongest effect in a word: `deny`, `fail`, `warn`, `exempt` or `pass`.
  public String verdict() {
    for (Effect effect : List.of(Effect.FAIL, Effect.DENY, Effect.WARN, Effect.EXEMPT)) {
      if (said.stream().anyMatch(one -> one.effect() == effect)) {
        return effect.word();
      }
    }
    return "pass";
  }

  /// Lists what keeps the plan from running; the last one says what to do.
  public List<Fault> faults() {
    List<Said> stopping = said.stream().filter(one -> one.effect().stops()).toList();
    List<Fault> faults = new ArrayList<>();
    for (Said one : stopping) {
      boolean last = faults.size() + 1 == stopping.size();
      faults.add(
          new Fault(
              RULE,
              null,
              0,
              0,
              "policy " + policies + ": " + one.indented(),
              last ? nextStep(one) : null));
    }
    return faults;
  }

  private static String nextStep(Said said) {
    return said.effect() == Effect.FAIL
        ? "Correct the policy; until then nothing runs here."
        : "Change the plan, or have its owner write an exemption under policies: in lockstep.yaml.";
  }

  /// Lists what people are told of a plan that runs.
  public List<String> notices() {
    return said.stream()
        .filter(one -> !one.effect().stops())
        .map(one ->
            "policy "
                + policies
                + ": "
                + one.indented()
                + (one.exemption() == null ? "" : " (allowed by " + one.exemption() + ")"))
        .toList();
  }
}
