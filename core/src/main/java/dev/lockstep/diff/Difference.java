package dev.lockstep.diff;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Is one object that two models do not hold in the same form.
public sealed interface Difference {
  ObjectId id();

  /// Only the second model has it.
  record Added(SchemaObject to) implements Difference {
    @Override
    public ObjectId id() {
      return to.id();
    }
  }

  /// Only the first model has it.
  record Removed(SchemaObject from) implements Difference {
    @Override
    public ObjectId id() {
      return from.id();
    }
  }

  /// Both have it, and its attributes differ.
  ///
  /// @param attributes the names of those that do
  record Changed(SchemaObject from, SchemaObject to, SortedSet<String> attributes)
      implements Difference {
    @Override
    public ObjectId id() {
      return to.id();
    }
  }

  /// Lists all differences between two models, by object.
  static List<Difference> between(DatabaseSchema from, DatabaseSchema to) {
    List<Difference> differences = new ArrayList<>();
    SortedSet<ObjectId> ids = new TreeSet<>(from.objects().keySet());
    ids.addAll(to.objects().keySet());
    for (ObjectId id : ids) {
      SchemaObject before = from.objects().get(id);
      SchemaObject after = to.objects().get(id);
      if (before == null && after != null) {
        differences.add(new Added(after));
      } else if (after == null && before != null) {
        differences.add(new Removed(before));
      } else if (before != null && after != null) {
        SortedSet<String> attributes = differing(before, after);
        if (!attributes.isEmpty()) {
          differences.add(new Changed(before, after, attributes));
        }
      }
    }
    return differences;
  }

  private static SortedSet<String> differing(SchemaObject from, SchemaObject to) {
    SortedSet<String> names = new TreeSet<>(from.attributes().keySet());
    names.addAll(to.attributes().keySet());
    names.removeIf(name -> name.startsWith("_") || from.texts(name).equals(to.texts(name)));
    return names;
  }
}
