package dev.lockstep.cli;

import dev.lockstep.cli.PolicySources.Language;
import dev.lockstep.deploy.Decision;
import dev.lockstep.deploy.Decision.Effect;
import dev.lockstep.deploy.Decision.Said;
import dev.lockstep.deploy.StatementHash;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.PolicySet;
import dev.lockstep.project.PolicySet.Exemption;
import dev.lockstep.rego.Rego;
import dev.lockstep.rego.eval.Evaluation;
import dev.lockstep.rego.eval.EvaluationException;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Is a set of policies with its files read.
///
/// *Shape*: what rules named `deny` and `warn` say counts, in whatever package; a message is a text
/// or an object with one below `msg` or `message`.
///
/// @param data what policies find beside rules
/// @param version SHA-256 over names and texts, hex
/// @param prints the lines where something may be printed
record LoadedPolicies(PolicySet set, Rego rego, Value data, String version, Set<String> prints) {
  private static final String DENY = "deny";
  private static final String WARN = "warn";

  /// Reads the files of a set.
  ///
  /// *Errors*: `CHANGE_FILE` with what is wrong in which line; `CONFIGURATION` where a path leads
  /// to none.
  static LoadedPolicies of(PolicySet set, FileTree files) {
    PolicyTexts texts = new PolicyTexts();
    for (String path : set.paths()) {
      if (!path.isEmpty() && files.find(path).isPresent()) {
        texts.take(path, "", files.read(path));
        continue;
      }
      List<String> names =
          PolicyTexts.below(files, path, "").stream()
              .filter(name -> !name.endsWith("_test.rego"))
              .toList();
      if (names.isEmpty()) {
        throw missing("there is no policy and no data at " + TreePath.shown(path));
      }
      for (String name : names) {
        texts.take(name, name.substring(path.isEmpty() ? 0 : path.length() + 1), files.read(name));
      }
    }
    if (texts.policies().isEmpty()) {
      throw missing("no file of the set ends in .rego");
    }
    Rego rego =
        PolicySources.built(
            texts.policies(), Language.AS_WRITTEN, Rego.policies().beside(texts.data()));
    PolicySources.refuseFunctions(texts.policies(), List.of(DENY, WARN));
    List<String> deny = rego.rules(DENY);
    for (Exemption exemption : set.exemptions()) {
      if (deny.stream().noneMatch(rule -> Exemptions.isFor(exemption, rule))) {
        throw new LockstepException(
            ErrorCode.CONFIGURATION,
            "an exemption is for "
                + exemption.policy()
                + ", and no package of the set with that name has a rule deny",
            "Correct it under policies: in lockstep.yaml; until then nothing runs there.");
      }
    }
    return new LoadedPolicies(
        set,
        rego,
        texts.data(),
        StatementHash.of(texts.everything()),
        PolicyPrints.lines(texts.policies()));
  }

  private static LockstepException missing(String what) {
    return new LockstepException(
        ErrorCode.CONFIGURATION,
        what,
        "Correct the path under policies: in lockstep.yaml; until then nothing runs there.");
  }

  /// Judges an input. A policy of a set that blocks and ends in an error denies.
  ///
  /// @param printed shows what policies print
  Decision judge(PolicyGate.Input input, Exemptions exemptions, PolicyPrints printed) {
    Evaluation asked = printed.taking(Evaluation.of(input.value(), data), prints);
    List<Said> said = new ArrayList<>();
    List<String> deny = rego.rules(DENY);
    List<String> warn = rego.rules(WARN);
    deny.forEach(rule -> said.addAll(ask(rule, denied(), asked, exemptions)));
    warn.forEach(rule -> said.addAll(ask(rule, Effect.WARN, asked, exemptions)));
    if (deny.isEmpty() && warn.isEmpty()) {
      said.add(
          new Said(
              "", failed(set), "it has no rule named deny or warn that can say something", null));
    }
    return new Decision(set.name(), version, input.hash(), said);
  }

  /// Says what becomes of a plan that a set cannot judge.
  static Effect failed(PolicySet set) {
    return set.blocks() ? Effect.FAIL : Effect.WARN;
  }

  private Effect denied() {
    return set.blocks() ? Effect.DENY : Effect.WARN;
  }

  private List<Said> ask(String rule, Effect effect, Evaluation asked, Exemptions exemptions) {
    try {
      List<Said> said = new ArrayList<>();
      for (Value answer : rego.values(rule, asked)) {
        for (Value one : elements(answer)) {
          said.add(exemptions.apply(new Said(rule, effect, message(one), null)));
        }
      }
      return said;
    } catch (EvaluationException e) {
      return List.of(
          new Said(rule, failed(set), rule + " ended in an error: " + e.getMessage(), null));
    }
  }

  /// A rule that is no set says by its truth alone that it denies.
  private static List<Value> elements(Value answer) {
    return switch (answer) {
      case RegoSet all -> all.sorted();
      case RegoArray array -> array.values();
      case RegoObject object when object.size() == 0 -> List.of();
      case Value other when other.isFalse() -> List.of();
      default -> List.of(answer);
    };
  }

  private static String message(Value said) {
    return switch (said) {
      case RegoString text -> text.text();
      case RegoObject object ->
          Optional.ofNullable(object.get(new RegoString("msg")))
              .or(() -> Optional.ofNullable(object.get(new RegoString("message"))))
              .map(LoadedPolicies::message)
              .orElseGet(() -> dev.lockstep.rego.value.Json.write(object));
      default -> dev.lockstep.rego.value.Json.write(said);
    };
  }
}
