package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.config.YamlNode.Sequence;
import dev.lockstep.pipeline.Loop;
import dev.lockstep.pipeline.Loop.Over;
import dev.lockstep.pipeline.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what runs several times, in Harness' form.
final class HarnessLoops {
  private static final List<String> KINDS = List.of("matrix", "repeat", "parallelism");
  private static final Set<String> NO_AXES = Set.of("exclude", "maxConcurrency", "nodeName");

  private final Faults faults;
  private final Remarks remarks;
  private final HarnessTexts texts;

  HarnessLoops(Faults faults, Remarks remarks, HarnessTexts texts) {
    this.faults = faults;
    this.remarks = remarks;
    this.texts = texts;
  }

  /// @param path of what it is about
  @Nullable Loop bind(Fields fields, String path) {
    Fields strategy = fields.map("strategy").orElse(null);
    if (strategy == null) {
      return null;
    }
    List<Entry> kinds =
        strategy.mapping().entries().stream()
            .filter(entry -> KINDS.contains(entry.key().text()))
            .toList();
    if (kinds.size() != 1) {
      faults.add(
          kinds.isEmpty() ? "missing-key" : "two-kinds",
          strategy.mapping().place(),
          "A strategy is one of matrix, repeat and parallelism.",
          null);
      return null;
    }
    if (strategy.textOr("onFailure", "").equals("RunAll")) {
      remarks.add(
          strategy.mapping().place(),
          "RunAll changes nothing: when one part failed, those that have not begun do not begin.");
    }
    Entry kind = kinds.getFirst();
    String below = path + ".strategy." + kind.key().text();
    return switch (kind.value()) {
      case Mapping mapping when kind.key().text().equals("matrix") ->
          loop(kind, matrix(mapping, below), below);
      case Mapping mapping -> {
        Over over = repeat(new Fields(mapping), below);
        yield over == null ? null : loop(kind, over, below);
      }
      case Scalar count ->
          new Loop(
              new Over.Times(texts.template(count, below)), null, Texts.place(kind.key().place()));
      case Sequence _ -> null;
    };
  }

  private Loop loop(Entry kind, Over over, String path) {
    return new Loop(
        over,
        new Fields((Mapping) kind.value())
            .scalar("maxConcurrency")
            .map(most -> texts.template(most, path + ".maxConcurrency"))
            .orElse(null),
        Texts.place(kind.key().place()));
  }

  private Over matrix(Mapping matrix, String path) {
    Fields fields = new Fields(matrix);
    remarks.ignored(fields, "nodeName");
    SequencedMap<String, Setting> axes = new LinkedHashMap<>();
    for (Entry entry : matrix.entries()) {
      String axis = entry.key().text();
      if (!NO_AXES.contains(axis)) {
        axes.put(axis, texts.setting(entry.value(), path + "." + axis));
      }
    }
    if (axes.isEmpty()) {
      faults.add("missing-key", matrix.place(), "The matrix has no axis.", "Add a list of values.");
    }
    List<Map<String, String>> except =
        fields.maps("exclude").stream()
            .map(one -> {
              Map<String, String> left = new LinkedHashMap<>();
              one.mapping()
                  .entries()
                  .forEach(
                      entry -> left.put(entry.key().text(), one.textOr(entry.key().text(), "")));
              return left;
            })
            .toList();
    return new Over.Matrix(axes, except);
  }

  private @Nullable Over repeat(Fields repeat, String path) {
    Entry items = repeat.mapping().find("items").orElse(null);
    Scalar times = repeat.scalar("times").orElse(null);
    if (items != null && times == null) {
      YamlNode taken = slice(repeat, items.value());
      return new Over.Each(
          texts.setting(taken, path + ".items"), number(repeat, "partitionSize", 0));
    }
    if (items == null && times != null) {
      slice(repeat, null);
      return new Over.Times(texts.template(times, path + ".times"));
    }
    faults.add(
        items == null ? "missing-key" : "two-kinds",
        repeat.mapping().place(),
        "What is repeated says items or times.",
        null);
    return null;
  }

  /// Takes the items from `start` up to `end`.
  ///
  /// @param items null where there are none to take from
  private YamlNode slice(Fields repeat, @Nullable YamlNode items) {
    Scalar bound = repeat.scalar("start").or(() -> repeat.scalar("end")).orElse(null);
    if (bound != null
        && items instanceof Sequence(var place, List<YamlNode> all)
        && !repeat.textOr("unit", "").equals("Percentage")) {
      int end = Math.min(all.size(), number(repeat, "end", all.size()));
      return new Sequence(place, all.subList(Math.min(end, number(repeat, "start", 0)), end));
    }
    if (bound != null) {
      faults.add(
          "unsupported",
          bound.place(),
          "start and end count the items of a list that is written out.",
          "Write out the items that are meant.");
    }
    return items == null ? repeat.mapping() : items;
  }

  private static int number(Fields fields, String key, int otherwise) {
    return fields.scalar(key).map(text -> Integer.parseInt(text.text())).orElse(otherwise);
  }
}
