package dev.lockstep.pipeline;

import dev.lockstep.expression.Expression;
import dev.lockstep.pipeline.FailureStrategy.Action;
import dev.lockstep.pipeline.Loop.Over;
import dev.lockstep.pipeline.Node.About;
import dev.lockstep.pipeline.Node.Kind;
import dev.lockstep.pipeline.Node.Parallel;
import dev.lockstep.pipeline.Node.Series;
import dev.lockstep.pipeline.Node.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds what can only be seen by looking at the whole of a pipeline: ids that two parts share,
/// expressions about what is not there, strategies without anything to act on.
public final class PipelineCheck {
  private final List<Problem> problems = new ArrayList<>();
  private final Pipeline pipeline;

  private PipelineCheck(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /// Is something that is wrong.
  ///
  /// @param wrong the name that nothing bears; empty where it is about something else
  /// @param known the names that there are instead
  public record Problem(
      String rule, Place place, String message, String wrong, List<String> known) {
    public Problem {
      known = List.copyOf(known);
    }
  }

  /// Lists the problems in the order of the file.
  public static List<Problem> check(Pipeline pipeline) {
    PipelineCheck check = new PipelineCheck(pipeline);
    check.unique(pipeline.root().nodes());
    check.walk(new Around(null, pipeline.root()));
    return check.problems;
  }

  /// Is a part with those around it.
  record Around(@Nullable Around outer, Node node) {
    Stream<Node> outward() {
      Stream.Builder<Node> nodes = Stream.builder();
      for (Around around = this; around != null; around = around.outer) {
        nodes.add(around.node);
      }
      return nodes.build();
    }
  }

  private void walk(Around around) {
    Node node = around.node();
    about(around, node.about());
    switch (node) {
      case Step step -> {
        judged(step);
        step.settings()
            .texts()
            .forEach(text ->
                text.template()
                    .expressions()
                    .forEach(expression -> refer(around, expression, text.place())));
      }
      case Parallel(_, List<Node> nodes) -> nodes.forEach(one -> walk(new Around(around, one)));
      case Series series -> {
        for (Variable variable : series.variables()) {
          variable
              .value()
              .expressions()
              .forEach(expression -> refer(around, expression, variable.place()));
        }
        if (series.environment() != null) {
          series
              .environment()
              .expressions()
              .forEach(expression -> refer(around, expression, series.about().place()));
        }
        if (series.kind() != Kind.PIPELINE) {
          unique(Stream.concat(series.nodes().stream(), series.rollback().stream()).toList());
        }
        series.nodes().forEach(one -> walk(new Around(around, one)));
        series.rollback().forEach(one -> walk(new Around(around, one)));
      }
    }
  }

  /// A gate that nobody would ask is worse than none.
  private void judged(Step step) {
    if (!step.policySets().isEmpty() && !step.type().isJudged()) {
      problems.add(
          new Problem(
              "nothing-to-judge",
              step.about().place(),
              "Sets of policies judge statements, and the step %s runs none: give them to the step that deploys."
                  .formatted(quoted(step.about().id())),
              "",
              List.of()));
    }
  }

  private void about(Around around, About about) {
    When when = about.when();
    if (when != null && when.condition() != null) {
      refer(around, when.condition(), when.place());
    }
    Loop loop = about.loop();
    if (loop != null) {
      settings(loop.over())
          .flatMap(Setting::texts)
          .forEach(text ->
              text.template()
                  .expressions()
                  .forEach(expression -> refer(around, expression, text.place())));
    }
    for (FailureStrategy strategy : about.strategies()) {
      acts(around, strategy.action(), strategy.place());
    }
  }

  private static Stream<Setting> settings(Over over) {
    return switch (over) {
      case Over.Matrix matrix -> matrix.axes().values().stream();
      case Over.Each each -> Stream.of(each.items());
      case Over.Times(var count) -> Stream.of(new Setting.Text(count, new Place(1, 1)));
    };
  }

  /// A rollback needs something to run.
  private void acts(Around around, Action action, Place place) {
    switch (action) {
      case Action.RollBackStage _ -> takesBack(around, Kind.STAGE, place);
      case Action.RollBackGroup _ -> takesBack(around, Kind.GROUP, place);
      case Action.Retry retry -> acts(around, retry.then(), place);
      case Action.RetryGroup retry -> acts(around, retry.then(), place);
      case Action.Ask ask -> acts(around, ask.otherwise(), place);
      case Action.Fail _,
          Action.Ignore _,
          Action.Succeed _,
          Action.Abort _,
          Action.RollBackPipeline _ -> {
        // needs nothing here
      }
    }
  }

  private void takesBack(Around around, Kind kind, Place place) {
    List<Series> series =
        around
            .outward()
            .filter(Series.class::isInstance)
            .map(Series.class::cast)
            .filter(one -> one.kind() == kind)
            .toList();
    if (!series.isEmpty() && series.getFirst().rollback().isEmpty()) {
      problems.add(
          new Problem(
              "nothing-to-take-back",
              place,
              "On a failure %s is to be taken back, but it does not say how."
                  .formatted(series.getFirst().about().id()),
              "",
              List.of()));
    }
  }

  /// What stands side by side counts as in what is around it, for so it is asked for.
  private void unique(List<Node> nodes) {
    Map<String, Place> seen = new HashMap<>();
    flat(nodes)
        .forEach(node -> {
          About about = node.about();
          Place first = seen.putIfAbsent(about.id(), about.place());
          if (first != null) {
            problems.add(
                new Problem(
                    "duplicate-id",
                    about.place(),
                    "There is another %s in line %d.".formatted(quoted(about.id()), first.line()),
                    "",
                    List.of()));
          }
        });
  }

  static Stream<Node> flat(List<Node> nodes) {
    return nodes.stream()
        .flatMap(node ->
            node instanceof Parallel(_, List<Node> inner)
                ? Stream.concat(Stream.of(node), flat(inner))
                : Stream.of(node));
  }

  private void refer(Around around, Expression expression, Place place) {
    new References(pipeline, around, problem -> problems.add(problem)).check(expression, place);
  }

  static String quoted(String id) {
    return "\"" + id + "\"";
  }
}
