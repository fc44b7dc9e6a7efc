package dev.lockstep.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says what one place of a file may hold: one schema object of a JSON Schema.
///
/// *Shape*: empty `types`, `values` and `choices` allow everything. `reference` names another shape
/// that must fit as well. `others` is the shape of keys that `keys` does not list: null allows any,
/// [#NOTHING] allows none.
///
/// @param values what the text may be
/// @param patternHint what to tell when the text does not match, null when there is no pattern
/// @param choices of these exactly one must fit
/// @param cases what must fit as well where the key `type` says a word
record Shape(
    @Nullable String reference,
    Set<String> types,
    SequencedMap<String, Shape> keys,
    List<String> required,
    @Nullable Shape others,
    @Nullable Shape keyNames,
    @Nullable Shape items,
    int fewest,
    List<String> values,
    @Nullable Pattern pattern,
    @Nullable String patternHint,
    @Nullable Range range,
    List<Shape> choices,
    SequencedMap<String, Shape> cases) {

  /// Fits nothing: `false` as a schema.
  static final Shape NOTHING =
      new Shape(
          null,
          Set.of("nothing"),
          Collections.emptyNavigableMap(),
          List.of(),
          null,
          null,
          null,
          0,
          List.of(),
          null,
          null,
          null,
          List.of(),
          Collections.emptyNavigableMap());

  Shape {
    types = Set.copyOf(types);
    keys = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(keys));
    required = List.copyOf(required);
    values = List.copyOf(values);
    choices = List.copyOf(choices);
    cases = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(cases));
  }

  boolean isNothing() {
    return types.contains("nothing");
  }

  /// *Shape*: both ends belong to it.
  record Range(long lowest, long highest) {}
}
