package dev.lockstep.steps;

import dev.lockstep.gate.Gates;
import dev.lockstep.pipeline.run.Hold;
import dev.lockstep.pipeline.run.Vote;
import dev.lockstep.runs.StepWorker.Try;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Knows what stands between steps and the databases that they change.
public interface Gatehouse {
  /// Is where nothing does.
  Gatehouse OPEN =
      new Gatehouse() {
        @Override
        public Standing of(Try step) {
          return new Standing(Map.of(), null, List.of(), null, Instant.EPOCH, Set.of(), Set.of());
        }

        @Override
        public Optional<String> unproven(Try step, String environment, Set<String> schemas) {
          return Optional.empty();
        }

        @Override
        public void reached(Try step, List<Reached> instances) {
          // Nobody asks.
        }
      };

  /// Is how a step stands at the gates of its project.
  ///
  /// @param gates by environment; empty where no environment has any
  /// @param hold the last one that held this step
  /// @param votes on that
  /// @param broken who lets the run pass all gates; null for nobody
  /// @param own deployments of this very run
  /// @param authors of its commit, as names and addresses
  record Standing(
      Map<String, Gates> gates,
      @Nullable Hold hold,
      List<Vote> votes,
      @Nullable String broken,
      Instant now,
      Set<String> own,
      Set<String> authors) {
    public Standing {
      gates = Map.copyOf(gates);
      votes = List.copyOf(votes);
      own = Set.copyOf(own);
      authors = Set.copyOf(authors);
    }
  }

  /// Is an instance that holds a run's commit now.
  record Reached(String environment, String schema, String instance) {}

  Standing of(Try step);

  /// Says why the commit of a run has not gone well in an environment; empty where it has, on all
  /// instances of some schemas.
  Optional<String> unproven(Try step, String environment, Set<String> schemas);

  /// Writes down which instances a step brought to the commit of its run.
  void reached(Try step, List<Reached> instances);
}
