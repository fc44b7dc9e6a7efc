package dev.lockstep.pipeline;

import dev.lockstep.expression.Expression;
import dev.lockstep.expression.Operator;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.Loop.Over;
import dev.lockstep.pipeline.Node.Kind;
import dev.lockstep.pipeline.Node.Parallel;
import dev.lockstep.pipeline.Node.Series;
import dev.lockstep.pipeline.Node.Step;
import dev.lockstep.pipeline.PipelineCheck.Around;
import dev.lockstep.pipeline.PipelineCheck.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Follows what expressions ask for through a pipeline, as far as it can be known before it runs.
///
/// *Shape*: what only a run knows (outputs, the payload of a trigger) is taken for granted; so is
/// everything behind `?:`, `??` and `empty`, which say themselves what to take instead.
final class References {
  /// What is known of a run apart from its pipeline.
  private static final Set<String> GIVEN =
      Set.of(
          "account",
          "codebase",
          "env",
          "environment",
          "httpResponseBody",
          "httpResponseCode",
          "inputs",
          "org",
          "project",
          "secrets",
          "trigger",
          "variable");

  private static final List<String> OF_THE_RUN =
      List.of(
          "execution",
          "matrix",
          "pipeline",
          "repeat",
          "stage",
          "stages",
          "step",
          "stepGroup",
          "steps",
          "strategy");

  private static final String NO_INPUT = "The run has no input";

  private static final Set<String> SILENT = Set.of("spec", "execution");

  private final Pipeline pipeline;
  private final Around around;
  private final Consumer<Problem> found;

  References(Pipeline pipeline, Around around, Consumer<Problem> found) {
    this.pipeline = pipeline;
    this.around = around;
    this.found = found;
  }

  void check(Expression expression, Place place) {
    switch (expression) {
      case Expression.Literal _ -> {
        // asks for nothing
      }
      case Expression.Name _, Expression.Member _ -> {
        follow(path(expression), place);
        head(expression).ifPresent(head -> check(head, place));
      }
      case Expression.Index(Expression of, Expression key, _) -> {
        if (of instanceof Expression.Name(String name, _)
            && key instanceof Expression.Literal(Value.Text(String input), _)
            && name.equals("inputs")) {
          new Trail(List.of(name, input), place).among(inputs(), NO_INPUT);
        }
        check(of, place);
        check(key, place);
      }
      case Expression.Method(Expression of, _, List<Expression> arguments, _) -> {
        check(of, place);
        arguments.forEach(argument -> check(argument, place));
      }
      case Expression.Unary(var operator, Expression of, _) -> {
        if (operator != Operator.EMPTY) {
          check(of, place);
        }
      }
      case Expression.Binary(var operator, Expression left, Expression right, _) -> {
        if (operator != Operator.ELSE) {
          check(left, place);
        }
        check(right, place);
      }
      case Expression.Choice(Expression condition, Expression then, Expression otherwise, _) -> {
        check(condition, place);
        check(then, place);
        check(otherwise, place);
      }
      case Expression.ItemsOf(List<Expression> items, _) ->
          items.forEach(item -> check(item, place));
      case Expression.FieldsOf(var fields, _) ->
          fields.values().forEach(field -> check(field, place));
      case Expression.Quoted(var template, _) ->
          template.expressions().forEach(inner -> check(inner, place));
    }
  }

  /// Returns the names of a path as far as they are written out; what is behind a call is not.
  private static List<String> path(Expression expression) {
    List<String> names = new ArrayList<>();
    Expression rest = expression;
    while (rest instanceof Expression.Member(Expression of, String name, _)) {
      names.addFirst(name);
      rest = of;
    }
    if (rest instanceof Expression.Name(String name, _)) {
      names.addFirst(name);
      return names;
    }
    return List.of();
  }

  /// Returns what a path begins with where that is no name.
  private static Optional<Expression> head(Expression expression) {
    Expression rest = expression;
    while (rest instanceof Expression.Member(Expression of, _, _)) {
      rest = of;
    }
    return rest instanceof Expression.Name ? Optional.empty() : Optional.of(rest);
  }

  private void follow(List<String> path, Place place) {
    if (path.isEmpty()) {
      return;
    }
    Trail trail = new Trail(path, place);
    String root = path.getFirst();
    switch (root) {
      case "pipeline" -> whole(trail);
      case "stages" -> children(pipeline.root(), trail);
      case "stage", "execution" -> stage(trail).ifPresent(stage -> series(stage, trail));
      case "stepGroup" ->
          around(Kind.GROUP)
              .ifPresentOrElse(
                  group -> series(group, trail),
                  () -> trail.problem("no-group", "There is no group around this.", "", List.of()));
      case "steps" -> stage(trail).ifPresent(stage -> children(stage, trail));
      case "inputs" -> trail.among(inputs(), NO_INPUT);
      case "matrix" -> {
        List<String> axes =
            around
                .outward()
                .flatMap(node -> Stream.ofNullable(node.about().loop()))
                .flatMap(loop ->
                    loop.over() instanceof Over.Matrix matrix
                        ? matrix.axes().keySet().stream()
                        : Stream.empty())
                .toList();
        if (axes.isEmpty()) {
          trail.problem("no-loop", "There is no matrix around this.", root, List.of());
        } else {
          trail.among(axes, "The matrix has no axis");
        }
      }
      case "repeat", "strategy" -> {
        if (around.outward().allMatch(node -> node.about().loop() == null)) {
          trail.problem("no-loop", "Nothing around this repeats.", root, List.of());
        }
      }
      default -> {
        if (!GIVEN.contains(root) && !root.equals("step")) {
          List<String> known = new ArrayList<>(GIVEN);
          known.addAll(OF_THE_RUN);
          trail.problem(
              "unknown-name",
              "Nothing is called " + PipelineCheck.quoted(root) + ".",
              root,
              known.stream().sorted().toList());
        }
      }
    }
  }

  private void whole(Trail trail) {
    switch (trail.next()) {
      case "variables" -> {
        List<String> known = new ArrayList<>(inputs());
        pipeline.root().variables().forEach(variable -> known.add(variable.name()));
        trail.among(known, "The pipeline has no variable");
      }
      case "stages" -> children(pipeline.root(), trail);
      default -> {
        // what a run knows of itself
      }
    }
  }

  private List<String> inputs() {
    return pipeline.inputs().stream().map(Input::name).toList();
  }

  private Optional<Series> stage(Trail trail) {
    Optional<Series> stage = around(Kind.STAGE);
    if (stage.isEmpty()) {
      trail.problem("no-stage", "There is no stage around this.", "", List.of());
    }
    return stage;
  }

  private Optional<Series> around(Kind kind) {
    return around
        .outward()
        .filter(Series.class::isInstance)
        .map(Series.class::cast)
        .filter(series -> series.kind() == kind)
        .findFirst();
  }

  private void series(Series series, Trail trail) {
    String name = trail.next();
    while (SILENT.contains(name)) {
      name = trail.next();
    }
    switch (name) {
      case "steps" -> children(series, trail);
      case "variables" ->
          trail.among(
              series.variables().stream().map(Variable::name).toList(),
              series.about().id() + " has no variable");
      case "", "name", "identifier", "status", "currentStatus", "environment" -> {
        // of every series
      }
      default ->
          trail.problem(
              "unknown-name",
              "%s has no %s.".formatted(series.about().id(), PipelineCheck.quoted(name)),
              name,
              List.of("environment", "identifier", "name", "status", "steps", "variables"));
    }
  }

  private void children(Series series, Trail trail) {
    String id = trail.next();
    if (id.isEmpty()) {
      return;
    }
    List<Node> children =
        PipelineCheck.flat(
                Stream.concat(series.nodes().stream(), series.rollback().stream()).toList())
            .filter(node -> !(node instanceof Parallel))
            .toList();
    Node child =
        children.stream().filter(one -> one.about().id().equals(id)).findFirst().orElse(null);
    switch (child) {
      case null ->
          trail.problem(
              series.kind() == Kind.PIPELINE ? "unknown-stage" : "unknown-step",
              "%s has no %s %s."
                  .formatted(
                      series.about().id(),
                      series.kind() == Kind.PIPELINE ? "stage" : "step",
                      PipelineCheck.quoted(id)),
              id,
              children.stream().map(one -> one.about().id()).toList());
      case Series inner -> series(inner, trail);
      case Step _ -> step(id, trail);
      case Parallel _ -> throw new IllegalStateException(id);
    }
  }

  private static void step(String id, Trail trail) {
    String name = trail.next();
    List<String> known = List.of("attempt", "failure", "identifier", "name", "output", "status");
    if (!name.isEmpty() && !known.contains(name)) {
      trail.problem(
          "unknown-name", "%s has no %s.".formatted(id, PipelineCheck.quoted(name)), name, known);
    }
  }

  /// Is a path on which one goes from name to name.
  private final class Trail {
    private final List<String> path;
    private final Place place;
    private int passed = 1;

    Trail(List<String> path, Place place) {
      this.path = path;
      this.place = place;
    }

    /// Returns the next name; empty behind the last.
    String next() {
      passed++;
      return passed <= path.size() ? path.get(passed - 1) : "";
    }

    void among(List<String> known, String sentence) {
      String name = next();
      if (!name.isEmpty() && !known.contains(name)) {
        problem("unknown-name", sentence + " " + PipelineCheck.quoted(name) + ".", name, known);
      }
    }

    void problem(String rule, String message, String wrong, List<String> known) {
      found.accept(
          new Problem(rule, place, "<+" + String.join(".", path) + ">: " + message, wrong, known));
    }
  }
}
