package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Is what the attributes of a composite type are called, and their types.
///
/// @param types by the names as SQL spells them, in order
record CompositeFields(SequencedMap<String, String> types) {
  CompositeFields {
    types = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(types));
  }

  static CompositeFields of(SchemaObject composite) {
    SequencedMap<String, String> types = new LinkedHashMap<>();
    for (String field : composite.texts("fields")) {
      String name = Spelling.leadingName(field);
      types.put(name, field.substring(name.length() + 1));
    }
    return new CompositeFields(types);
  }

  List<String> names() {
    return List.copyOf(types.keySet());
  }

  /// Tells whether new attributes come behind all that stay, which stay in their order.
  boolean growsInto(CompositeFields after) {
    List<String> kept = names().stream().filter(after.types::containsKey).toList();
    return after.names().subList(0, kept.size()).equals(kept);
  }

  /// Tells whether one that stays gets another type.
  boolean isRetypedIn(CompositeFields after) {
    return types.entrySet().stream()
        .anyMatch(field ->
            !after.types.getOrDefault(field.getKey(), field.getValue()).equals(field.getValue()));
  }

  /// Says what values of a type lose, where there can be some.
  static List<String> losses(Change change) {
    if (TypeFamily.of(change).columns().isEmpty()
        && change.live().ofKind("table").stream()
            .noneMatch(table -> CompositeKind.isOf(table, change.from()))) {
      return List.of();
    }
    CompositeFields after = of(change.to());
    List<String> losses = new ArrayList<>();
    of(change.from())
        .types
        .forEach((name, type) -> {
          String what = "attribute " + name + " of " + change.from().id();
          String wanted = after.types.get(name);
          if (wanted == null) {
            losses.add("the values of " + what);
          } else if (Narrowing.rounds(type, wanted)) {
            losses.add("what " + what + " holds beyond " + wanted);
          }
        });
    return losses;
  }
}
