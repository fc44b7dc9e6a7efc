package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.rego.Rego;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.syntax.RegoFormatter;
import dev.lockstep.rego.syntax.RegoParser;
import dev.lockstep.rego.syntax.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Makes policies of the texts of files.
final class PolicySources {
  private PolicySources() {}

  /// Names the language of files.
  enum Language {
    V0,
    V1,
    /// That which a file can be read in, the newer one where both will do.
    AS_WRITTEN
  }

  /// *Errors*: `CHANGE_FILE` with what is wrong in which line.
  ///
  /// @param sources by their names
  static Rego built(Map<String, String> sources, Language language) {
    return built(sources, language, Rego.policies());
  }

  /// Makes policies with a builder that knows how strictly.
  static Rego built(Map<String, String> sources, Language language, Rego.Builder builder) {
    List<Fault> faults = new ArrayList<>();
    sources.forEach((name, text) -> {
      try {
        var _ =
            switch (language) {
              case V0 -> builder.addOlder(name, text);
              case V1 -> builder.add(name, text);
              case AS_WRITTEN -> builder.addAsWritten(name, text);
            };
      } catch (RegoFaults e) {
        faults.addAll(said(sources, e));
      }
    });
    if (faults.isEmpty()) {
      try {
        return builder.build();
      } catch (RegoFaults e) {
        faults.addAll(said(sources, e));
      }
    }
    throw wrong(faults);
  }

  /// Refuses functions with the names of rules that are asked: nobody calls them, so they say
  /// nothing. OPA refuses to be asked for one, too.
  ///
  /// *Errors*: `CHANGE_FILE` with where they stand.
  static void refuseFunctions(Map<String, String> sources, List<String> names) {
    List<Fault> faults = new ArrayList<>();
    sources.forEach((name, text) -> {
      // What follows the name of a function has no space before it; most files need no second look.
      if (names.stream().anyMatch(rule -> mayDefine(text, rule))) {
        RegoParser.asWritten(name, text).rules().stream()
            .map(Rule::head)
            .filter(head -> head.arguments() != null && names.contains(head.name()))
            .map(head ->
                new Fault(
                    "function",
                    name,
                    head.place().row(),
                    head.place().column(),
                    head.name()
                        + " is a function, which nobody calls; write a rule without"
                        + " arguments",
                    null))
            .forEach(faults::add);
      }
    });
    if (!faults.isEmpty()) {
      throw wrong(faults);
    }
  }

  private static boolean mayDefine(String text, String rule) {
    return List.of("(", ".", "[").stream().anyMatch(next -> text.contains(rule + next));
  }

  /// Formats files.
  ///
  /// @param faults takes what is wrong in those that cannot be read, which are left out
  static SequencedMap<String, String> formatted(
      Map<String, String> sources, Language language, List<Fault> faults) {
    SequencedMap<String, String> formatted = new LinkedHashMap<>();
    sources.forEach((name, text) -> {
      try {
        formatted.put(
            name,
            language == Language.AS_WRITTEN
                ? RegoFormatter.format(name, text)
                : RegoFormatter.format(name, text, language == Language.V1));
      } catch (RegoFaults e) {
        faults.addAll(said(sources, e));
      }
    });
    return formatted;
  }

  static LockstepException wrong(List<Fault> faults) {
    return new LockstepException(
        ErrorCode.CHANGE_FILE,
        faults.size() == 1 ? faults.getFirst().describe() : faults.size() + " faults in policies",
        faults);
  }

  private static List<Fault> said(Map<String, String> sources, RegoFaults faults) {
    return faults.faults().stream()
        .map(fault -> {
          String source = sources.getOrDefault(fault.place().file(), "");
          return new Fault(
              fault.code(),
              fault.place().file(),
              fault.place().row(),
              fault.place().column(),
              fault.message() + fault.marked(source),
              null);
        })
        .toList();
  }
}
