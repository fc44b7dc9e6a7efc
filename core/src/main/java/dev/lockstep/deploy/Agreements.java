package dev.lockstep.deploy;

import dev.lockstep.diff.Difference;
import dev.lockstep.diff.Difference.Changed;
import dev.lockstep.project.DriftSettings;
import dev.lockstep.project.DriftSettings.Accepted;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells which differences between one target and its history somebody agreed to live with.
///
/// @param ended what was agreed on and holds no more
public record Agreements(List<Accepted> inForce, List<Accepted> ended) {
  public Agreements {
    inForce = List.copyOf(inForce);
    ended = List.copyOf(ended);
  }

  public static Agreements of(DriftSettings settings, String instance, LocalDate day) {
    return new Agreements(settings.accepted(instance, day), settings.ended(instance, day));
  }

  /// Is a difference with what allows it.
  public record Agreed(Difference difference, Accepted by) {}

  /// Is what is different, divided.
  ///
  /// @param open what nobody agreed to
  /// @param ended the last day of what allowed some of the open ones
  public record Judged(List<Difference> open, List<Agreed> agreed, Map<ObjectId, LocalDate> ended) {
    public Judged {
      open = List.copyOf(open);
      agreed = List.copyOf(agreed);
      ended = Map.copyOf(ended);
    }

    /// Says in a line what is different, and that it once was agreed on.
    public String words(Difference difference) {
      LocalDate end = ended.get(difference.id());
      return difference.words() + (end == null ? "" : " (its acceptance ended on " + end + ")");
    }
  }

  /// Divides the differences between what is expected and what is there.
  public Judged judge(DatabaseSchema expected, DatabaseSchema live) {
    List<Difference> open = new ArrayList<>();
    List<Agreed> agreed = new ArrayList<>();
    Map<ObjectId, LocalDate> past = new HashMap<>();
    for (Difference difference : Difference.between(expected, live)) {
      List<SchemaObject> lineage = lineage(difference.id(), expected, live);
      Optional<Accepted> by = covering(inForce, lineage).findFirst();
      if (by.isPresent()) {
        agreed.add(new Agreed(difference, by.get()));
        continue;
      }
      open.add(difference);
      covering(ended, lineage)
          .flatMap(one -> Stream.ofNullable(one.until()))
          .max(Comparator.naturalOrder())
          .ifPresent(end -> past.put(difference.id(), end));
    }
    agreed.addAll(orders(open, agreed));
    agreed.forEach(one -> open.remove(one.difference()));
    return new Judged(open, agreed, past);
  }

  /// Lists an object and what it belongs to.
  private static List<SchemaObject> lineage(
      ObjectId id, DatabaseSchema expected, DatabaseSchema live) {
    List<SchemaObject> lineage = new ArrayList<>();
    ObjectId at = id;
    while (at != null) {
      ObjectId here = at;
      Optional<SchemaObject> object = live.find(here).or(() -> expected.find(here));
      object.ifPresent(lineage::add);
      at = object.map(SchemaObject::parent).orElse(null);
    }
    return lineage;
  }

  /// A pattern covers what it names and all that belongs to that.
  private static Stream<Accepted> covering(List<Accepted> some, List<SchemaObject> lineage) {
    return some.stream()
        .filter(one -> lineage.stream().map(SchemaObject::id).anyMatch(id -> names(one, id)));
  }

  private static boolean names(Accepted one, ObjectId id) {
    String kind = id.kind().replace('_', ' ');
    return one.names(kind, id.toString().substring(kind.length() + 1));
  }

  /// Where columns that are agreed on come or go, the order of the others is still the same.
  private static List<Agreed> orders(List<Difference> open, List<Agreed> agreed) {
    List<Agreed> orders = new ArrayList<>();
    for (Difference difference : open) {
      if (difference instanceof Changed(SchemaObject from, SchemaObject to, _)
          && to.kind().equals(LeftAlone.ORDER)) {
        List<Agreed> columns =
            agreed.stream()
                .filter(one -> isColumn(one.difference().object(), to.parent()))
                .toList();
        List<String> names = columns.stream().map(one -> one.difference().id().name()).toList();
        if (!names.isEmpty() && without(from, names).equals(without(to, names))) {
          orders.add(new Agreed(difference, columns.getFirst().by()));
        }
      }
    }
    return orders;
  }

  private static boolean isColumn(SchemaObject object, @Nullable ObjectId table) {
    return object.kind().equals("column") && Objects.equals(object.parent(), table);
  }

  private static List<String> without(SchemaObject order, List<String> names) {
    return order.texts("columns").stream().filter(name -> !names.contains(name)).toList();
  }
}
