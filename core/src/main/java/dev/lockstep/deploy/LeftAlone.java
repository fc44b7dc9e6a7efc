package dev.lockstep.deploy;

import dev.lockstep.diff.Difference;
import dev.lockstep.diff.Difference.Added;
import dev.lockstep.diff.Difference.Changed;
import dev.lockstep.diff.Difference.Removed;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes a wanted schema keep what a live one has otherwise.
public final class LeftAlone {
  /// Is the kind of an object that says in which order a table has its columns.
  static final String ORDER = "column_order";

  private LeftAlone() {}

  /// Returns the wanted schema with the live version of some objects.
  ///
  /// @param differences from something else to the live schema
  public static DatabaseSchema in(
      DatabaseSchema wanted, DatabaseSchema live, Collection<Difference> differences) {
    if (differences.isEmpty()) {
      return wanted;
    }
    SortedMap<ObjectId, SchemaObject> objects = new TreeMap<>(wanted.objects());
    for (Difference difference : differences) {
      switch (difference) {
        case Added(SchemaObject to) -> objects.put(to.id(), to);
        case Changed(_, SchemaObject to, _) -> objects.put(to.id(), to);
        case Removed(SchemaObject from) -> objects.remove(from.id());
      }
    }
    Set<ObjectId> tables =
        differences.stream()
            .map(Difference::object)
            .filter(object -> object.kind().equals("column"))
            .flatMap(column -> Stream.ofNullable(column.parent()))
            .collect(Collectors.toSet());
    for (SchemaObject order : wanted.ofKind(ORDER)) {
      SchemaObject there = live.objects().get(order.id());
      if (there != null && tables.contains(order.parent()) && objects.containsKey(order.id())) {
        boolean kept = Objects.equals(objects.get(order.id()), there);
        objects.put(
            order.id(), kept ? ordered(there, order, objects) : ordered(order, there, objects));
      }
    }
    return wanted.holding(objects.values());
  }

  /// Puts each column that only the other order has behind the one that it is behind there.
  private static SchemaObject ordered(
      SchemaObject order, SchemaObject other, SortedMap<ObjectId, SchemaObject> objects) {
    Set<String> columns =
        objects.values().stream()
            .filter(
                one -> one.kind().equals("column") && Objects.equals(one.parent(), order.parent()))
            .map(one -> one.id().name())
            .collect(Collectors.toSet());
    List<String> names = new ArrayList<>(order.texts("columns"));
    names.retainAll(columns);
    int behind = 0;
    for (String name : other.texts("columns")) {
      if (names.contains(name)) {
        behind = names.indexOf(name) + 1;
      } else if (columns.contains(name)) {
        names.add(behind++, name);
      }
    }
    SortedMap<String, List<String>> attributes = new TreeMap<>(order.attributes());
    attributes.put("columns", List.copyOf(names));
    return new SchemaObject(order.id(), order.parent(), attributes, order.uses());
  }
}
