package dev.lockstep.project;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is a set of policies that judge plans, and where it does.
///
/// @param paths of files and folders of Rego, and of data beside them
/// @param blocks whether what it denies does not run; otherwise it is only said
/// @param rehearses whether the plan is rehearsed first, so that policies can look at what was seen
/// @param onlyNamed whether it judges only what names it: steps of pipelines, `--policies`
/// @param environments where it holds; none for everywhere
/// @param schemas likewise
/// @param instances likewise
public record PolicySet(
    String name,
    List<String> paths,
    boolean blocks,
    boolean rehearses,
    boolean onlyNamed,
    List<String> environments,
    List<String> schemas,
    List<String> instances,
    List<Exemption> exemptions) {
  public PolicySet {
    paths = List.copyOf(paths);
    environments = List.copyOf(environments);
    schemas = List.copyOf(schemas);
    instances = List.copyOf(instances);
    exemptions = List.copyOf(exemptions);
  }

  /// Tells whether it judges what happens to an instance.
  public boolean judges(InstanceDefinition instance) {
    return !onlyNamed
        && isAmong(environments, instance.environment())
        && isAmong(schemas, instance.schema())
        && isAmong(instances, instance.name());
  }

  private static boolean isAmong(List<String> names, String name) {
    return names.isEmpty() || names.contains(name);
  }

  /// Is what somebody may do although a policy denies it.
  ///
  /// @param policy the package of the policy that denies
  /// @param messages a pattern for what it says, without a place; `*` stands for anything
  /// @param plan the hash of the only plan for which it holds; null for any
  /// @param instances where it holds; none for everywhere
  /// @param owner who answers for it
  /// @param until the last day on which it holds; null for no end
  public record Exemption(
      String policy,
      String messages,
      @Nullable String plan,
      List<String> instances,
      String owner,
      String reason,
      @Nullable LocalDate until) {
    public Exemption {
      instances = List.copyOf(instances);
    }

    /// Tells whether it covers what its policy says of a plan for an instance, on whatever day.
    public boolean covers(String instance, String hash, String message) {
      return isAmong(instances, instance)
          && (plan == null || plan.equals(hash))
          && pattern().matcher(message).matches();
    }

    /// Tells whether it still holds on a day.
    public boolean holds(LocalDate day) {
      return until == null || !day.isAfter(until);
    }

    private Pattern pattern() {
      return Globs.pattern(messages);
    }
  }
}
