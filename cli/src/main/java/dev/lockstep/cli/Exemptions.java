package dev.lockstep.cli;

import dev.lockstep.deploy.Decision.Effect;
import dev.lockstep.deploy.Decision.Said;
import dev.lockstep.project.PolicySet.Exemption;
import java.time.LocalDate;
import java.util.List;

/// Lets through what somebody answers for.
///
/// @param plan that is judged
/// @param day on which it is
record Exemptions(List<Exemption> all, String instance, PlanWords plan, LocalDate day) {
  /// Tells whether an exemption is for a rule, such as `data.shop.deny`.
  static boolean isFor(Exemption exemption, String rule) {
    String policy = exemption.policy();
    return rule.equals("data" + (policy.startsWith("[") ? "" : ".") + policy + ".deny");
  }

  /// Returns what a policy said as it counts with the exemptions.
  Said apply(Said said) {
    List<Exemption> own = all.stream().filter(one -> isFor(one, said.rule())).toList();
    if (said.effect() != Effect.DENY || own.isEmpty()) {
      return said;
    }
    String message = plan.without(said.message());
    List<Exemption> covering =
        own.stream().filter(one -> one.covers(instance, plan.hash(), message)).toList();
    for (Exemption one : covering) {
      if (one.holds(day)) {
        return new Said(said.rule(), Effect.EXEMPT, said.message(), words(one));
      }
    }
    return covering.isEmpty()
        ? said
        : new Said(
            said.rule(),
            said.effect(),
            said.message() + " (its exemption ended on " + covering.getFirst().until() + ")",
            null);
  }

  private static String words(Exemption exemption) {
    return exemption.owner()
        + (exemption.until() == null ? "" : " until " + exemption.until())
        + ": "
        + exemption.reason();
  }
}
