package dev.lockstep.config;

import dev.lockstep.pipeline.Input;
import dev.lockstep.pipeline.Loop;
import dev.lockstep.pipeline.Loop.Over;
import dev.lockstep.pipeline.Node;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.pipeline.Setting;
import dev.lockstep.pipeline.When;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Tells a pipeline, for golden files.
final class PipelineText {
  private PipelineText() {}

  static String print(Pipeline pipeline) {
    StringBuilder text = new StringBuilder();
    text.append("pipeline ")
        .append(pipeline.id())
        .append(" \"")
        .append(pipeline.name())
        .append("\", ");
    text.append(pipeline.concurrency()).append('\n');
    for (Input input : pipeline.inputs()) {
      text.append("  input ").append(input.name()).append(' ').append(input.type());
      if (input.preset() != null) {
        text.append(" = ").append(input.preset().source());
      }
      text.append(input.allowed().isEmpty() ? "" : " of " + input.allowed());
      text.append(input.pattern() == null ? "" : " like " + input.pattern()).append('\n');
    }
    pipeline.triggers().forEach(trigger -> text.append("  on ").append(trigger).append('\n'));
    pipeline
        .notices()
        .forEach(notice ->
            text.append("  tells ")
                .append(notice.channel())
                .append(' ')
                .append(told(notice.settings()))
                .append(" of ")
                .append(notice.occasions().stream().sorted().toList())
                .append(notice.stages())
                .append('\n'));
    print(pipeline.root(), "  ", text);
    pipeline
        .remarks()
        .forEach(remark ->
            text.append("! ")
                .append(remark.place().line())
                .append(": ")
                .append(remark.message())
                .append('\n'));
    return text.toString();
  }

  private static void print(Node node, String indent, StringBuilder text) {
    Node.About about = node.about();
    text.append(indent);
    switch (node) {
      case Node.Step step -> text.append(step.type().word()).append(' ').append(about.id());
      case Node.Parallel _ -> text.append("side by side");
      case Node.Series series ->
          text.append(series.kind().name().toLowerCase(Locale.ROOT)).append(' ').append(about.id());
    }
    if (!about.name().equals(about.id())) {
      text.append(" \"").append(about.name()).append('"');
    }
    When when = about.when();
    if (when != null) {
      text.append(", when ")
          .append(when.outcome())
          .append(when.text().isEmpty() ? "" : " and " + when.text());
    }
    text.append(about.timeout() == null ? "" : ", in " + about.timeout());
    Loop loop = about.loop();
    if (loop != null) {
      text.append(", for ").append(told(loop.over()));
      text.append(loop.most() == null ? "" : ", at once " + loop.most().source());
    }
    about
        .strategies()
        .forEach(strategy ->
            text.append("; fails")
                .append(
                    strategy.errors().isEmpty()
                        ? ""
                        : " " + strategy.errors().stream().sorted().toList())
                .append(": ")
                .append(strategy.action()));
    inside(node, indent, text);
  }

  private static void inside(Node node, String indent, StringBuilder text) {
    if (node instanceof Node.Step step) {
      text.append(step.policySets().isEmpty() ? "" : ", judged by " + step.policySets());
      text.append(' ').append(told(step.settings()));
    }
    text.append('\n');
    switch (node) {
      case Node.Step _ -> {
        // told
      }
      case Node.Parallel(_, List<Node> nodes) ->
          nodes.forEach(one -> print(one, indent + "  ", text));
      case Node.Series series -> {
        if (series.environment() != null) {
          text.append(indent).append("  in ").append(series.environment().source()).append('\n');
        }
        series
            .variables()
            .forEach(variable ->
                text.append(indent)
                    .append("  ")
                    .append(variable.name())
                    .append(" = ")
                    .append(variable.value().source())
                    .append('\n'));
        series.nodes().forEach(one -> print(one, indent + "  ", text));
        series.rollback().forEach(one -> print(one, indent + "  back: ", text));
      }
    }
  }

  private static String told(Over over) {
    return switch (over) {
      case Over.Matrix(var axes, var except) ->
          axes.entrySet().stream()
                  .map(axis -> axis.getKey() + " in " + told(axis.getValue()))
                  .collect(Collectors.joining(", "))
              + (except.isEmpty() ? "" : " but " + except);
      case Over.Each(Setting items, int together) ->
          "each of " + told(items) + (together == 0 ? "" : " by " + together);
      case Over.Times(var count) -> count.source() + " times";
    };
  }

  private static String told(Setting setting) {
    return switch (setting) {
      case Setting.Text(var template, _) -> template.source().replace("\n", "\\n");
      case Setting.Items(List<Setting> items) ->
          items.stream().map(PipelineText::told).collect(Collectors.joining(", ", "[", "]"));
      case Setting.Fields(Map<String, Setting> fields) ->
          fields.entrySet().stream()
              .map(field -> field.getKey() + ": " + told(field.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }
}
