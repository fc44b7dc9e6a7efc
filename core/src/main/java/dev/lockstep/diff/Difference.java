package dev.lockstep.diff;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Is one object that two models do not hold in the same form.
public sealed interface Difference {
  /// Returns the object, as the second model has it where it does.
  SchemaObject object();

  default ObjectId id() {
    return object().id();
  }

  /// Only the second model has it.
  record Added(SchemaObject to) implements Difference {
    @Override
    public SchemaObject object() {
      return to;
    }
  }

  /// Only the first model has it.
  record Removed(SchemaObject from) implements Difference {
    @Override
    public SchemaObject object() {
      return from;
    }
  }

  /// Both have it, and its attributes differ.
  ///
  /// @param attributes the names of those that do
  record Changed(SchemaObject from, SchemaObject to, SortedSet<String> attributes)
      implements Difference {
    @Override
    public SchemaObject object() {
      return to;
    }
  }

  /// Says in a line what is different.
  default String words() {
    return switch (this) {
      case Added _ -> "+ " + id();
      case Removed _ -> "- " + id();
      case Changed(_, _, SortedSet<String> attributes) ->
          "~ " + id() + ": " + String.join(", ", attributes).replace('_', ' ');
    };
  }

  /// Leaves out what came or went with its parent.
  static List<Difference> withoutParts(List<Difference> differences) {
    Set<ObjectId> whole =
        differences.stream()
            .filter(difference -> !(difference instanceof Changed))
            .map(Difference::id)
            .collect(Collectors.toSet());
    return differences.stream()
        .filter(difference -> {
          ObjectId parent = difference.object().parent();
          return difference instanceof Changed || parent == null || !whole.contains(parent);
        })
        .toList();
  }

  /// Lists all differences between two models, by object.
  static List<Difference> between(DatabaseSchema from, DatabaseSchema to) {
    List<Difference> differences = new ArrayList<>();
    Iterator<SchemaObject> befores = from.objects().values().iterator();
    Iterator<SchemaObject> afters = to.objects().values().iterator();
    SchemaObject before = next(befores);
    SchemaObject after = next(afters);
    while (before != null || after != null) {
      int order = before == null ? 1 : after == null ? -1 : before.id().compareTo(after.id());
      if (before != null && order < 0) {
        differences.add(new Removed(before));
      } else if (after != null && order > 0) {
        differences.add(new Added(after));
      } else if (before != null && after != null) {
        compare(before, after, differences);
      }
      before = order <= 0 ? next(befores) : before;
      after = order >= 0 ? next(afters) : after;
    }
    return differences;
  }

  private static @Nullable SchemaObject next(Iterator<SchemaObject> objects) {
    return objects.hasNext() ? objects.next() : null;
  }

  private static void compare(
      SchemaObject before, SchemaObject after, List<Difference> differences) {
    if (before.attributes().equals(after.attributes())) {
      return;
    }
    SortedSet<String> attributes = differing(before, after);
    if (!attributes.isEmpty()) {
      differences.add(new Changed(before, after, attributes));
    }
  }

  private static SortedSet<String> differing(SchemaObject from, SchemaObject to) {
    SortedSet<String> names = new TreeSet<>(from.attributes().keySet());
    names.addAll(to.attributes().keySet());
    names.removeIf(name -> name.startsWith("_") || from.texts(name).equals(to.texts(name)));
    return names;
  }
}
