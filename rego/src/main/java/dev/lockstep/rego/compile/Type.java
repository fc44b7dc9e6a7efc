package dev.lockstep.rego.compile;

import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNull;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is what is known of values before a policy runs.
///
/// *Source*: what OPA 1.22 says of policies, and how it writes types there.
sealed interface Type {
  /// Types with more alternatives are anything, which is never refused.
  int MOST_ALTERNATIVES = 40;

  /// Types of more parts are anything too.
  int MOST_PARTS = 20_000;

  enum Plain implements Type {
    NULL("null"),
    BOOLEAN("boolean"),
    NUMBER("number"),
    STRING("string"),
    /// Stands for what nothing has told yet.
    UNKNOWN("???");

    private final String written;

    Plain(String written) {
      this.written = written;
    }

    @Override
    public String toString() {
      return written;
    }
  }

  /// @param rest of the elements behind the items; null when there are none
  record Items(List<Type> items, @Nullable Type rest) implements Type {
    public Items {
      items = List.copyOf(items);
    }

    private boolean partsMeet(Items other, int from) {
      for (int i = from; i < items.size(); i++) {
        if (!items.get(i).meets(i < other.items.size() ? other.items.get(i) : other.rest)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return "array"
          + (items.isEmpty() ? "" : "<" + shown(items) + ">")
          + (rest == null ? "" : "[" + rest + "]");
    }
  }

  /// @param key of the fields that have no type of their own; null when there are none
  record Fields(Map<Value, Type> fields, @Nullable Type key, @Nullable Type value) implements Type {
    private boolean partsMeet(Fields other, Set<Value> known) {
      return fields.entrySet().stream()
          .filter(field -> !known.contains(field.getKey()))
          .allMatch(field -> field.getValue().meets(other.at(field.getKey())));
    }

    @Override
    public String toString() {
      String own =
          fields.entrySet().stream()
              .map(field -> written(field.getKey()) + ": " + field.getValue())
              .collect(Collectors.joining(", "));
      return "object"
          + (own.isEmpty() ? "" : "<" + own + ">")
          + (key == null ? "" : "[" + key + ": " + value + "]");
    }

    private static String written(Value key) {
      return key instanceof RegoString text ? text.text() : key.toString();
    }
  }

  /// @param of null for the empty set
  record Elements(@Nullable Type of) implements Type {
    @Override
    public String toString() {
      return "set" + (of == null ? "" : "[" + of + "]");
    }
  }

  /// Is one of several types.
  ///
  /// @param of empty for anything
  record Either(List<Type> of) implements Type {
    static final Either ANY = new Either(List.of());

    public Either {
      of = List.copyOf(of);
    }

    @Override
    public String toString() {
      return of.isEmpty() ? "any" : "any<" + shown(of) + ">";
    }
  }

  /// Writes types behind each other.
  static String shown(List<Type> types) {
    return types.stream().map(Type::toString).collect(Collectors.joining(", "));
  }

  static Type of(Value value) {
    return switch (value) {
      case RegoNull _ -> Plain.NULL;
      case RegoBoolean _ -> Plain.BOOLEAN;
      case RegoNumber _ -> Plain.NUMBER;
      case RegoString _ -> Plain.STRING;
      case RegoArray array -> new Items(array.values().stream().map(Type::of).toList(), null);
      case RegoObject object -> {
        Map<Value, Type> fields = new LinkedHashMap<>();
        object
            .keys()
            .forEach(key -> {
              if (key.isScalar()) {
                fields.put(key, of(object.at(key)));
              }
            });
        Type other = fields.size() == object.size() ? null : Either.ANY;
        yield new Fields(fields, other, other);
      }
      case RegoSet set -> new Elements(any(set.sorted().stream().map(Type::of)));
    };
  }

  /// Returns what is of one of some types; null for none.
  static @Nullable Type any(Stream<? extends @Nullable Type> types) {
    return types.map(Optional::of).reduce(Optional.empty(), Type::or).orElse(null);
  }

  private static Optional<Type> or(Optional<Type> one, Optional<Type> other) {
    return Optional.ofNullable(or(one.orElse(null), other.orElse(null)));
  }

  static @Nullable Type or(@Nullable Type one, @Nullable Type other) {
    if (one == null || other == null || one.equals(other)) {
      return one == null ? other : one;
    }
    if (one.equals(Either.ANY) || other.equals(Either.ANY)) {
      return Either.ANY;
    }
    List<Type> all = new ArrayList<>(one instanceof Either either ? either.of() : List.of(one));
    for (Type type : other instanceof Either either ? either.of() : List.of(other)) {
      if (!all.contains(type)) {
        all.add(type);
      }
    }
    return all.size() > MOST_ALTERNATIVES ? Either.ANY : new Either(all);
  }

  /// Returns what one of two is, never null.
  static Type either(Type one, Type other) {
    Type both = or(one, other);
    return both == null ? Either.ANY : both;
  }

  /// Returns it, or anything where it is made of too many parts, as what holds another type twice,
  /// which holds a third one twice.
  default Type bounded() {
    return left(MOST_PARTS) < 0 ? Either.ANY : this;
  }

  /// Returns how many of some parts are left when those of this type are taken; negative for none.
  private int left(int parts) {
    Stream<Type> inner =
        switch (this) {
          case Plain _ -> Stream.of();
          case Items(List<Type> items, Type rest) -> Stream.concat(items.stream(), optional(rest));
          case Fields(Map<Value, Type> fields, Type key, Type value) ->
              Stream.concat(
                  fields.values().stream(), Stream.concat(optional(key), optional(value)));
          case Elements(Type of) -> optional(of);
          case Either(List<Type> of) -> of.stream();
        };
    int left = parts - 1;
    for (Iterator<Type> all = inner.iterator(); left >= 0 && all.hasNext(); ) {
      left = all.next().left(left);
    }
    return left;
  }

  /// Tells whether something in it is not known.
  default boolean isOpen() {
    return switch (this) {
      case Plain plain -> plain == Plain.UNKNOWN;
      case Items(List<Type> items, Type rest) ->
          items.stream().anyMatch(Type::isOpen) || (rest != null && rest.isOpen());
      case Fields(Map<Value, Type> fields, Type key, Type value) ->
          fields.values().stream().anyMatch(Type::isOpen)
              || (key != null && key.isOpen())
              || (value != null && value.isOpen());
      case Elements(Type of) -> of != null && of.isOpen();
      case Either(List<Type> of) -> of.stream().anyMatch(Type::isOpen);
    };
  }

  /// Returns what its keys are; null for what has none.
  default @Nullable Type keys() {
    return switch (this) {
      case Plain _ -> null;
      case Items _ -> Plain.NUMBER;
      case Fields(Map<Value, Type> fields, Type key, Type _) -> {
        Type keys = any(Stream.concat(fields.keySet().stream().map(Type::of), optional(key)));
        yield keys == null ? Either.ANY : keys;
      }
      case Elements(Type of) -> of == null ? Either.ANY : of;
      case Either(List<Type> of) ->
          of.isEmpty() ? Either.ANY : any(of.stream().flatMap(one -> optional(one.keys())));
    };
  }

  /// Returns what is found at its keys; null for what has none.
  default @Nullable Type contents() {
    return switch (this) {
      case Plain _ -> null;
      case Items(List<Type> items, Type rest) ->
          orAny(Stream.concat(items.stream(), optional(rest)));
      case Fields(Map<Value, Type> fields, Type _, Type value) ->
          orAny(Stream.concat(fields.values().stream(), optional(value)));
      case Elements(Type of) -> of == null ? Either.ANY : of;
      case Either(List<Type> of) ->
          of.isEmpty() ? Either.ANY : any(of.stream().flatMap(one -> optional(one.contents())));
    };
  }

  private static Type orAny(Stream<Type> types) {
    Type all = any(types);
    return all == null ? Either.ANY : all;
  }

  private static Stream<Type> optional(@Nullable Type type) {
    return type == null ? Stream.of() : Stream.of(type);
  }

  /// Returns what is found at a key; null when nothing can be.
  default @Nullable Type at(Value key) {
    return switch (this) {
      case Plain _ -> null;
      case Items(List<Type> items, Type rest) -> {
        int index = key instanceof RegoNumber number ? number.asInt().orElse(-1) : -1;
        yield index < 0 ? null : index < items.size() ? items.get(index) : rest;
      }
      case Fields(Map<Value, Type> fields, Type names, Type value) -> {
        Type own = fields.get(key);
        yield own != null ? own : names != null && names.meets(of(key)) ? value : null;
      }
      case Elements(Type of) -> of != null && of.meets(of(key)) ? of(key) : null;
      case Either(List<Type> of) ->
          of.isEmpty() ? Either.ANY : any(of.stream().flatMap(one -> optional(one.at(key))));
    };
  }

  /// Tells whether a value can be of both types.
  default boolean meets(@Nullable Type other) {
    if (other == null || this == Plain.UNKNOWN || other == Plain.UNKNOWN) {
      return false;
    }
    if (this instanceof Either(List<Type> of)) {
      return of.isEmpty() || of.stream().anyMatch(one -> one.meets(other));
    }
    if (other instanceof Either) {
      return other.meets(this);
    }
    return switch (this) {
      case Plain _ -> equals(other);
      case Items one ->
          other instanceof Items two
              && one.partsMeet(two, 0)
              && two.partsMeet(one, one.items().size())
              && meet(one.rest(), two.rest());
      case Fields one ->
          other instanceof Fields two
              && one.partsMeet(two, Set.of())
              && two.partsMeet(one, one.fields().keySet())
              && meet(one.value(), two.value());
      case Elements(Type of) -> other instanceof Elements(Type also) && meet(of, also);
      case Either _ -> true;
    };
  }

  private static boolean meet(@Nullable Type one, @Nullable Type other) {
    return one == null || other == null || one.meets(other);
  }
}
