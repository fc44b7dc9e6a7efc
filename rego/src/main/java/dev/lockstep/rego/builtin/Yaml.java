package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNull;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads and writes YAML.
public final class Yaml {
  private static final String MERGE = "<<";
  private static final int DEEPEST = 1_000;
  private static final int MOST_VALUES = 5_000_000;
  private static final int LONGEST_PLAIN = 100_000;

  private Yaml() {}

  static Value read(Arguments arguments, String text) {
    try {
      return read(text);
    } catch (IllegalArgumentException e) {
      throw arguments.failure(String.valueOf(e.getMessage()));
    }
  }

  /// Reads a document.
  ///
  /// *Errors*: `IllegalArgumentException` for what is no YAML.
  public static Value read(String text) {
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setSchema(new YamlScalars())
              .setAllowDuplicateKeys(true)
              .setMaxAliasesForCollections(Integer.MAX_VALUE)
              .setCodePointLimit(Integer.MAX_VALUE)
              .build();
      requireSmall(settings, text);
      return value(new Load(settings).loadFromString(text));
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("yaml: " + e.getMessage(), e);
    }
  }

  /// Looks at a document before anything is made of it.
  ///
  /// *Shape*: what an alias stands for counts as often as it stands there.
  private static void requireSmall(LoadSettings settings, String text) {
    Map<String, Long> sizes = new HashMap<>();
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open(""));
    for (Event event : new Parse(settings).parseString(text)) {
      Budget.spend(1);
      switch (event) {
        case CollectionStartEvent start -> {
          open.push(new Open(start.getAnchor().map(Anchor::getValue).orElse("")));
          if (open.size() > DEEPEST) {
            throw tooMuch("is nested more than %,d levels deep".formatted(DEEPEST));
          }
        }
        case CollectionEndEvent _ -> {
          Open inner = open.pop();
          sizes.put(inner.anchor, inner.size);
          open.element().size += inner.size;
        }
        case AliasEvent alias -> {
          open.element().size += sizes.getOrDefault(alias.getAlias().getValue(), 1L);
        }
        case ScalarEvent scalar -> {
          open.element().size++;
          if (scalar.isPlain() && scalar.getValue().length() > LONGEST_PLAIN) {
            throw tooMuch(
                "has a text without quotes of more than %,d characters".formatted(LONGEST_PLAIN));
          }
        }
        default -> {}
      }
      if (open.element().size > MOST_VALUES) {
        throw tooMuch("has more than %,d values".formatted(MOST_VALUES));
      }
    }
  }

  private static final class Open {
    final String anchor;
    long size = 1;

    Open(String anchor) {
      this.anchor = anchor;
    }
  }

  private static IllegalArgumentException tooMuch(String what) {
    Budget.refuse("YAML that the policy reads " + what);
    return new IllegalArgumentException("yaml: the document " + what);
  }

  private static Value value(@Nullable Object object) {
    return switch (object) {
      case null -> RegoNull.NULL;
      case Boolean value -> RegoBoolean.of(value);
      case BigInteger value ->
          value.bitLength() <= Long.SIZE ? RegoNumber.of(value) : value(value.doubleValue());
      case BigDecimal value -> RegoNumber.of(value);
      case Double value -> RegoNumber.of(finite(value));
      case Number value -> RegoNumber.of(value.longValue());
      case Map<?, ?> map -> {
        Map<Value, Value> entries = new LinkedHashMap<>();
        map.forEach((key, value) -> {
          if (!MERGE.equals(key)) {
            Value name = value(key);
            entries.put(
                name instanceof RegoString ? name : new RegoString(name.toString()), value(value));
          }
        });
        merge(map.get(MERGE), entries);
        yield RegoObject.of(entries);
      }
      case Iterable<?> items -> {
        List<Value> values = new ArrayList<>();
        items.forEach(item -> values.add(value(item)));
        yield new RegoArray(values);
      }
      default -> new RegoString(object.toString());
    };
  }

  /// Takes what `<<` names, where nothing nearer says it.
  private static void merge(@Nullable Object from, Map<Value, Value> entries) {
    switch (from) {
      case null -> {}
      case Iterable<?> several -> several.forEach(one -> merge(one, entries));
      case Map<?, ?> map -> {
        Budget.spend(map.size());
        if (value(map) instanceof RegoObject more) {
          more.keys().forEach(key -> entries.putIfAbsent(key, more.at(key)));
        }
      }
      default ->
          throw new IllegalArgumentException(
              "yaml: map merge requires map or sequence of maps as the value");
    }
  }

  private static double finite(double value) {
    if (Double.isFinite(value)) {
      return value;
    }
    throw new IllegalArgumentException("yaml: " + value + " is no number of JSON");
  }

  static String write(Value value) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(Integer.MAX_VALUE)
            .build();
    return new Dump(settings).dumpToString(plain(value));
  }

  private static @Nullable Object plain(Value value) {
    return switch (value) {
      case RegoNull _ -> null;
      case RegoBoolean one -> one == RegoBoolean.TRUE;
      case RegoNumber number -> number.isWhole() ? number.integer() : (Object) number.asDouble();
      case RegoString text -> text.text();
      case RegoArray array -> plain(array.values());
      case RegoSet set -> plain(set.sorted());
      case RegoObject object -> {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (Value key : object.keys()) {
          Budget.spend(4);
          map.put(
              key instanceof RegoString text ? text.text() : key.toString(), plain(object.at(key)));
        }
        yield map;
      }
    };
  }

  private static List<@Nullable Object> plain(List<Value> values) {
    List<@Nullable Object> all = new ArrayList<>();
    for (Value value : values) {
      Budget.spend(4);
      all.add(plain(value));
    }
    return all;
  }
}
