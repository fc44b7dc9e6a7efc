package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.Loop;
import dev.lockstep.pipeline.Loop.Over;
import dev.lockstep.pipeline.Setting;
import dev.lockstep.pipeline.run.Filling.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Unrolls loops.
final class Rounds {
  private static final int MOST = 20_000;

  private final Filling filling;
  private final Frame frame;

  Rounds(Filling filling, Frame frame) {
    this.filling = filling;
    this.frame = frame;
  }

  /// Returns what each round is given, in order.
  Answer<List<Value.Fields>> of(Loop loop) {
    Answer<List<Value.Fields>> values =
        switch (loop.over()) {
          case Over.Matrix matrix -> matrix(matrix);
          case Over.Each each -> each(each);
          case Over.Times times -> times(times);
        };
    return values.value() == null ? values : Answer.of(counted(values.value()));
  }

  private static List<Value.Fields> counted(List<Value.Fields> rounds) {
    List<Value.Fields> counted = new ArrayList<>();
    for (Value.Fields round : rounds) {
      SequencedMap<String, Value> strategy = new LinkedHashMap<>();
      strategy.put("iteration", Value.of(counted.size()));
      strategy.put("iterations", Value.of(rounds.size()));
      strategy.put("identifierPostFix", Value.of("_" + counted.size()));
      SequencedMap<String, Value> all = new LinkedHashMap<>(round.values());
      all.put("strategy", new Value.Fields(strategy));
      counted.add(new Value.Fields(all));
    }
    return counted;
  }

  private Answer<List<Value.Fields>> matrix(Over.Matrix matrix) {
    List<SequencedMap<String, Value>> combinations = new ArrayList<>();
    combinations.add(new LinkedHashMap<>());
    for (Map.Entry<String, Setting> axis : matrix.axes().entrySet()) {
      Answer<List<Value>> values = items(axis.getValue(), "The axis " + axis.getKey());
      if (values.value() == null) {
        return new Answer<>(null, values.failure());
      }
      if ((long) combinations.size() * values.value().size() > MOST) {
        return Answer.no("The matrix has more than " + MOST + " combinations.");
      }
      List<SequencedMap<String, Value>> longer = new ArrayList<>();
      for (SequencedMap<String, Value> combination : combinations) {
        for (Value value : values.value()) {
          SequencedMap<String, Value> one = new LinkedHashMap<>(combination);
          one.put(axis.getKey(), value);
          longer.add(one);
        }
      }
      combinations = longer;
    }
    return Answer.of(
        combinations.stream()
            .filter(one -> matrix.except().stream().noneMatch(left -> isLeftOut(one, left)))
            .map(one -> Filling.fields("matrix", new Value.Fields(one)))
            .toList());
  }

  private static boolean isLeftOut(Map<String, Value> combination, Map<String, String> except) {
    return except.entrySet().stream()
        .allMatch(entry ->
            isWritten(combination.getOrDefault(entry.getKey(), Value.NOTHING), entry.getValue()));
  }

  private static boolean isWritten(Value value, String text) {
    return value.equals(Value.of(text))
        || (value instanceof Value.Numeral(var number) && number.toPlainString().equals(text));
  }

  private Answer<List<Value.Fields>> each(Over.Each each) {
    Answer<List<Value>> items = items(each.items(), "What is repeated");
    if (items.value() == null) {
      return new Answer<>(null, items.failure());
    }
    List<Value.Fields> rounds = new ArrayList<>();
    List<Value> values = items.value();
    int step = Math.max(1, each.together());
    for (int i = 0; i < values.size(); i += step) {
      Value part = new Value.Items(values.subList(i, Math.min(values.size(), i + step)));
      SequencedMap<String, Value> repeat = new LinkedHashMap<>();
      repeat.put("item", each.together() == 0 ? values.get(i) : part);
      repeat.put("partition", part);
      repeat.put("index", Value.of(rounds.size()));
      rounds.add(Filling.fields("repeat", new Value.Fields(repeat)));
    }
    return Answer.of(rounds);
  }

  private Answer<List<Value.Fields>> times(Over.Times times) {
    Answer<Value> asked = filling.value(frame, times.count());
    if (asked.value() == null) {
      return new Answer<>(null, asked.failure());
    }
    long count = Filling.whole(asked.value(), -1);
    if (count < 0 || count > MOST) {
      return Answer.no(times.count().source() + " must be a number from 0 to " + MOST + ".");
    }
    List<Value.Fields> rounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rounds.add(Filling.fields("repeat", Filling.fields("index", Value.of(i))));
    }
    return Answer.of(rounds);
  }

  /// Returns a list; a text is taken for several with commas between them.
  private Answer<List<Value>> items(Setting setting, String name) {
    Answer<Value> filled = filling.filled(frame, setting);
    return switch (filled.value()) {
      case null -> new Answer<>(null, filled.failure());
      case Value.Items(List<Value> values) -> Answer.of(values);
      case Value.Text(String text) ->
          Answer.of(
              Arrays.stream(text.split(","))
                  .map(String::strip)
                  .filter(one -> !one.isEmpty())
                  .map(Value::of)
                  .toList());
      case Value other -> Answer.no(name + " must be a list, but is " + other.kindName() + ".");
    };
  }
}
