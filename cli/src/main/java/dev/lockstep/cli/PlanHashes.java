package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Holds the option that binds a command to plans that somebody has looked at.
final class PlanHashes {
  private static final int WHOLE = 64;
  private static final int SHORTEST = 8;

  @Option(
      names = "--plan",
      paramLabel = "[INSTANCE=]HASH",
      split = ",",
      description =
          "Run only if the plan still has this hash (as printed by plan). Of several instances each"
              + " needs its own: INSTANCE=HASH, with commas.")
  List<String> plans = List.of();

  /// Computes the hash of the plan that would run now.
  interface Current {
    String hash(Work work);
  }

  /// Returns the hash that the plan for an instance must have, for each of them; none where nobody
  /// asked for that.
  ///
  /// A shortened hash is completed by looking at the plan it shortens; a wrong one is refused by
  /// the run.
  Map<Work, @Nullable String> of(List<Work> works, Current current) {
    Map<Work, @Nullable String> wanted = new HashMap<>();
    if (plans.isEmpty()) {
      return wanted;
    }
    Map<String, String> named = new HashMap<>();
    for (String plan : plans) {
      int sign = plan.lastIndexOf('=');
      if (sign < 0 && (works.size() != 1 || plans.size() != 1)) {
        throw usage("A plan belongs to one instance, and this selects " + works.size() + ".");
      }
      String instance = sign < 0 ? works.getFirst().instance() : plan.substring(0, sign);
      if (works.stream().noneMatch(work -> work.instance().equals(instance))) {
        throw usage("This does not select " + Console.safe(instance) + ", which a plan is for.");
      }
      if (named.put(instance, plan.substring(sign + 1)) != null) {
        throw usage("There are two plans for " + Console.safe(instance) + ".");
      }
    }
    for (Work work : works) {
      String plan = named.get(work.instance());
      if (plan == null) {
        throw usage("This selects " + work.instance() + " as well, without a plan for it.");
      }
      wanted.put(work, whole(work, plan, current));
    }
    return wanted;
  }

  private static String whole(Work work, String plan, Current current) {
    if (plan.length() == WHOLE) {
      return plan;
    }
    String hash = current.hash(work);
    return plan.length() >= SHORTEST && hash.startsWith(plan) ? hash : plan;
  }

  private static LockstepException usage(String message) {
    return new LockstepException(
        ErrorCode.USAGE,
        message,
        "Name the instance with -i, or write --plan INSTANCE=HASH for each, with commas.");
  }
}
