package dev.lockstep.project;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says what becomes of differences that no change made.
///
/// @param beforeDeploy whether a deployment looks for them first and refuses to run over them
public record DriftSettings(boolean beforeDeploy, List<Accepted> accepted) {
  public static final DriftSettings DEFAULT = new DriftSettings(true, List.of());

  public DriftSettings {
    accepted = List.copyOf(accepted);
  }

  /// Lists what is agreed on for an instance at a day.
  public List<Accepted> accepted(String instance, LocalDate day) {
    return meant(instance).filter(one -> !one.endedBefore(day)).toList();
  }

  /// Lists what was agreed on for an instance and holds no more.
  public List<Accepted> ended(String instance, LocalDate day) {
    return meant(instance).filter(one -> one.endedBefore(day)).toList();
  }

  private Stream<Accepted> meant(String instance) {
    return accepted.stream()
        .filter(one -> one.instances().isEmpty() || one.instances().contains(instance));
  }

  /// Is a difference that somebody agreed to live with.
  ///
  /// @param objects a pattern over names such as `table public.orders`; `*` stands for anything,
  ///   and the kind may be left out
  /// @param instances where it holds; none for everywhere
  /// @param until the last day on which it holds; null for no end
  public record Accepted(
      String objects, List<String> instances, String reason, @Nullable LocalDate until) {
    public Accepted {
      instances = List.copyOf(instances);
    }

    /// Tells whether it names an object.
    ///
    /// @param kind in words
    /// @param name with all that leads to it
    public boolean names(String kind, String name) {
      Pattern pattern = Globs.pattern(objects);
      return pattern.matcher(kind + " " + name).matches() || pattern.matcher(name).matches();
    }

    private boolean endedBefore(LocalDate day) {
      return until != null && day.isAfter(until);
    }
  }
}
