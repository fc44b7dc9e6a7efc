package dev.lockstep.project;

import java.time.LocalDate;
import java.util.List;
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
    return accepted.stream()
        .filter(one -> one.instances().isEmpty() || one.instances().contains(instance))
        .filter(one -> one.until() == null || !day.isAfter(one.until()))
        .toList();
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
  }
}
