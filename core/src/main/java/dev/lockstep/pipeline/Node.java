package dev.lockstep.pipeline;

import dev.lockstep.expression.Template;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is a part of a pipeline that runs.
///
/// *Shape*: a tree. What repeats by a [Loop] stands once in it and becomes one part for each value
/// when its turn has come.
public sealed interface Node {
  About about();

  /// Parts that run one after the other.
  ///
  /// @param environment a stage works on, or null
  /// @param rollback what runs to take back what it did, in its order; empty when nothing is said
  record Series(
      About about,
      Kind kind,
      @Nullable Template environment,
      List<Variable> variables,
      List<Node> nodes,
      List<Node> rollback)
      implements Node {
    public Series {
      variables = List.copyOf(variables);
      nodes = List.copyOf(nodes);
      rollback = List.copyOf(rollback);
    }
  }

  /// Parts that run side by side.
  record Parallel(About about, List<Node> nodes) implements Node {
    public Parallel {
      nodes = List.copyOf(nodes);
    }
  }

  /// One piece of work.
  ///
  /// @param policySets that judge it besides those of its target
  record Step(About about, StepType type, Setting.Fields settings, List<String> policySets)
      implements Node {
    public Step {
      policySets = List.copyOf(policySets);
    }
  }

  /// Says what a series is to its writer.
  enum Kind {
    PIPELINE,
    STAGE,
    GROUP
  }

  /// Is what every part has.
  ///
  /// @param id unique among its siblings; names it in expressions and in paths
  /// @param when null for the usual: when nothing before it in the same series failed
  /// @param strategies tried in their order for what fails in it, before those of what is around
  /// @param loop null when it runs once
  /// @param timeout null for none
  record About(
      String id,
      String name,
      Place place,
      @Nullable When when,
      List<FailureStrategy> strategies,
      @Nullable Loop loop,
      @Nullable Duration timeout) {
    public About {
      strategies = List.copyOf(strategies);
    }
  }
}
