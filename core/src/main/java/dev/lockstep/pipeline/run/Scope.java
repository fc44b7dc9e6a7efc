package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Evaluator;
import dev.lockstep.expression.Reading;
import dev.lockstep.expression.Value;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.pipeline.Node;
import dev.lockstep.pipeline.Node.Series;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.pipeline.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gives expressions what can be asked for at a place of a run.
///
/// *Shape*: `pipeline`, `stage`, `stepGroup`, `execution`, `step`, `stages`, `steps`, `matrix`,
/// `repeat` and `strategy` are made of the run, everything else of what is given. `spec` and
/// `execution` in paths are passed over where they stand, so that paths of both forms lead to the
/// same.
final class Scope {
  private static final int MOST_NESTED = 20;
  private static final int MOST_ASKED = 2_000;

  private final Pipeline pipeline;
  private final Names givens;
  private final Map<String, Progress> parts;
  private int depth;
  private int asked;

  private Scope(Pipeline pipeline, Names givens, Map<String, Progress> parts) {
    this.pipeline = pipeline;
    this.givens = givens;
    this.parts = parts;
  }

  static Names of(Pipeline pipeline, Names givens, Map<String, Progress> parts, Frame place) {
    return new Scope(pipeline, givens, parts).at(place);
  }

  /// Returns some names with the fields of a value before them.
  static Names with(Value.Fields fields, Names names) {
    Map<String, Supplier<@Nullable Value>> own = new HashMap<>();
    fields.values().forEach((name, value) -> own.put(name, () -> value));
    return new Either(new Table(own), names);
  }

  /// Is some names with what each leads to.
  private record Table(Map<String, Supplier<@Nullable Value>> entries) implements Names {
    @Override
    public @Nullable Value get(String name) {
      Supplier<@Nullable Value> entry = entries.get(name);
      return entry == null ? null : entry.get();
    }

    @Override
    public List<String> known() {
      return entries.keySet().stream().sorted().toList();
    }
  }

  /// Asks the first, and the second for what that does not know.
  private record Either(Names first, Names second) implements Names {
    @Override
    public @Nullable Value get(String name) {
      Value found = first.get(name);
      return found == null ? second.get(name) : found;
    }

    @Override
    public List<String> known() {
      Set<String> names = new LinkedHashSet<>(first.known());
      names.addAll(second.known());
      return names.stream().sorted().toList();
    }
  }

  private Names at(Frame place) {
    Frame root = place.all().toList().getLast();
    Frame stage = place.around(Node.Kind.STAGE).orElse(null);
    Map<String, Supplier<@Nullable Value>> names = new HashMap<>();
    names.put("pipeline", () -> whole(root, place));
    names.put("stages", () -> children(root, place));
    if (stage != null) {
      names.put("stage", () -> series(stage, place));
      names.put("execution", () -> series(stage, place));
      names.put("steps", () -> children(stage, place));
    }
    Value environment = stage == null ? null : environment(stage);
    if (environment != null) {
      names.put("environment", () -> environment);
    }
    place
        .around(Node.Kind.GROUP)
        .filter(group -> !group.node().about().id().equals(Run.ROLLBACK))
        .ifPresent(group -> names.put("stepGroup", () -> series(group, place)));
    if (place.node() instanceof Node.Step) {
      names.put("step", () -> step(place));
    }
    for (String loop : List.of("matrix", "repeat", "strategy")) {
      Value value = ofLoop(place, loop);
      if (value != null) {
        names.put(loop, () -> value);
      }
    }
    return new Either(new Table(names), givens);
  }

  /// Returns what is given about the environment that a stage works on.
  private @Nullable Value environment(Frame stage) {
    Progress part = parts.get(stage.key());
    return part != null
            && part.settings().values().get("environment") instanceof Value.Text(String name)
            && givens.get("environments") instanceof Names all
        ? all.get(name)
        : null;
  }

  private static @Nullable Value ofLoop(Frame place, String name) {
    return place
        .all()
        .map(Frame::round)
        .filter(round -> round != null && round.values().containsKey(name))
        .findFirst()
        .map(round -> round.values().get(name))
        .orElse(null);
  }

  private Names whole(Frame root, Frame place) {
    Names own =
        new Table(
            Map.of(
                "name", () -> Value.of(pipeline.name()),
                "identifier", () -> Value.of(pipeline.id()),
                "stages", () -> children(root, place),
                "status", () -> status(root.key()),
                "currentStatus", () -> status(root.key())));
    Names all = givens.get("pipeline") instanceof Names known ? new Either(own, known) : own;
    Names variables =
        new Either(
            variables((Series) root.node(), root),
            switch (givens.get("inputs")) {
              case Names inputs -> inputs;
              case Value.Fields inputs -> with(inputs, new Table(Map.of()));
              case null, default -> new Table(Map.of());
            });
    return new Either(new Table(Map.of("variables", () -> variables)), all);
  }

  private Names series(Frame frame, Frame place) {
    Map<String, Supplier<@Nullable Value>> names = new HashMap<>();
    Node.About about = frame.node().about();
    names.put("name", () -> Value.of(about.name()));
    names.put("identifier", () -> Value.of(about.id()));
    names.put("status", () -> status(frame.key()));
    names.put("currentStatus", () -> status(frame.key()));
    names.put("steps", () -> children(frame, place));
    // Both say nothing about what they hold.
    names.put("spec", () -> series(frame, place));
    names.put("execution", () -> series(frame, place));
    if (frame.node() instanceof Series series) {
      names.put("variables", () -> variables(series, frame));
      Progress part = parts.get(frame.key());
      Value environment = part == null ? null : part.settings().values().get("environment");
      if (environment != null) {
        names.put("environment", () -> environment);
      }
    }
    return new Table(names);
  }

  private Names step(Frame frame) {
    Map<String, Supplier<@Nullable Value>> names = new HashMap<>();
    Progress part = parts.get(frame.key());
    names.put("name", () -> Value.of(frame.node().about().name()));
    names.put("identifier", () -> Value.of(frame.node().about().id()));
    names.put("status", () -> status(frame.key()));
    if (part != null) {
      names.put("output", () -> output(part.output()));
      names.put("attempt", () -> Value.of(part.attempt()));
      Failure failure = part.failure();
      if (failure != null) {
        names.put("failure", () -> Value.of(failure.message()));
      }
    }
    return new Table(names);
  }

  /// Names that a step gave; the variables of its command may be asked for at once.
  private static Names output(Value.Fields output) {
    Map<String, Supplier<@Nullable Value>> names = new HashMap<>();
    output.values().forEach((name, value) -> names.put(name, () -> value));
    // Both spellings are in use.
    Value changes = output.values().get("changeSets");
    if (changes != null) {
      names.put("ChangeSets", () -> changes);
    }
    return new Table(names);
  }

  private Value status(String key) {
    Progress part = parts.get(key);
    return Value.of(part == null ? "NOT_STARTED" : part.status().name().toUpperCase(Locale.ROOT));
  }

  /// Names what is in a part; what stands side by side counts as in what is around.
  private Names children(Frame frame, Frame place) {
    Map<String, Supplier<@Nullable Value>> names = new HashMap<>();
    collect(frame, place, names);
    return new Table(names);
  }

  private void collect(Frame frame, Frame place, Map<String, Supplier<@Nullable Value>> names) {
    List<Node> nodes =
        switch (frame.node()) {
          case Node.Step _ -> List.of();
          case Node.Parallel(_, List<Node> inner) -> inner;
          case Series series -> {
            List<Node> all = new ArrayList<>(series.nodes());
            all.addAll(series.rollback());
            yield all;
          }
        };
    for (Node node : nodes) {
      Frame child = chosen(frame, node, place);
      if (node instanceof Node.Parallel) {
        collect(child, place, names);
      } else if (node instanceof Node.Step) {
        names.put(node.about().id(), () -> step(child));
      } else {
        names.put(node.about().id(), () -> series(child, place));
      }
    }
  }

  /// Returns the frame of a child: within a loop the round that the asking place is in itself, else
  /// the first.
  private Frame chosen(Frame frame, Node node, Frame place) {
    Frame around =
        place
            .all()
            .filter(
                one -> one.node().equals(node) && (one.isRound() || node.about().loop() == null))
            .findFirst()
            .orElse(null);
    if (around != null) {
      return around;
    }
    Frame child =
        parts.containsKey(Run.below(frame.key(), node.about().id()))
                || !(frame.node() instanceof Series series && series.rollback().contains(node))
            ? frame.child(node)
            : frame.rollback(Strategies.rollback(series)).child(node);
    Progress part = parts.get(child.key());
    return node.about().loop() != null && part != null && !part.rounds().isEmpty()
        ? child.round(0, part.rounds().getFirst())
        : child;
  }

  private Names variables(Series series, Frame frame) {
    Map<String, Supplier<@Nullable Value>> names = new HashMap<>();
    for (Variable variable : series.variables()) {
      names.put(variable.name(), () -> value(variable, frame));
    }
    return new Table(names);
  }

  /// Evaluates a variable where it stands; one that asks for itself is unknown.
  private @Nullable Value value(Variable variable, Frame frame) {
    asked++;
    if (depth >= MOST_NESTED || asked > MOST_ASKED) {
      return null;
    }
    depth++;
    try {
      return Evaluator.value(variable.value(), at(frame)) instanceof Reading.Done(Value value)
          ? value
          : null;
    } finally {
      depth--;
    }
  }
}
