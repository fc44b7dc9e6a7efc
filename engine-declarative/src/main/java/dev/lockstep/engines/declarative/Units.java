package dev.lockstep.engines.declarative;

import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// Divides a schema into what files speak of as one: each object that a `CREATE` of its own makes,
/// with everything that belongs to it and has none.
///
/// *Shape*: a unit bears the id of its object; overloaded routines are one unit, which bears their
/// common name.
final class Units {
  private static final Set<String> ROUTINES = Set.of("function", "procedure", "aggregate");

  private final DatabaseSchema schema;
  private final List<SchemaChange> creation;
  private final Set<ObjectId> created = new HashSet<>();

  /// Where the changes of each unit stand in the creation.
  private final SequencedMap<ObjectId, List<Integer>> places = new LinkedHashMap<>();

  Units(SchemaDialect dialect, DatabaseSchema schema) {
    this.schema = schema;
    this.creation = dialect.creation(schema);
    for (SchemaChange change : creation) {
      if (change.statements().stream().anyMatch(sql -> sql.startsWith("CREATE "))) {
        created.add(change.object());
      }
    }
    for (int i = 0; i < creation.size(); i++) {
      places.computeIfAbsent(of(creation.get(i).object()), _ -> new ArrayList<>()).add(i);
    }
  }

  DatabaseSchema schema() {
    return schema;
  }

  /// Lists all units in the order of their creation.
  Collection<ObjectId> all() {
    return places.sequencedKeySet();
  }

  boolean has(ObjectId unit) {
    return places.containsKey(unit);
  }

  /// Returns the unit that an object belongs to.
  ObjectId of(ObjectId id) {
    ObjectId at = ObjectFiles.whole(id);
    while (!created.contains(at)) {
      SchemaObject object = schema.objects().get(at);
      ObjectId parent = object == null ? null : object.parent();
      if (parent == null) {
        break;
      }
      at = parent;
    }
    return named(at);
  }

  /// Returns the unit of the object that a unit belongs to as a whole; itself when there is none.
  ObjectId root(ObjectId unit) {
    return named(ObjectFiles.root(schema, unit));
  }

  /// Returns the unit whose text may make this one as well: that of its parent, or of the column
  /// whose numbers a sequence counts.
  ObjectId carrier(ObjectId unit) {
    SchemaObject object = schema.objects().get(unit);
    ObjectId parent = object == null ? null : object.parent();
    if (parent != null) {
      return of(parent);
    }
    SchemaObject bond = schema.objects().get(new ObjectId("sequence_owner", unit.path()));
    return bond == null || !unit.kind().equals("sequence")
        ? unit
        : of(new ObjectId("column", bond.texts("column")));
  }

  /// Lists the statements that create some units, in an order that works.
  List<String> statements(Collection<ObjectId> units) {
    return units.stream()
        .flatMap(unit -> places.getOrDefault(unit, List.of()).stream())
        .sorted()
        .flatMap(place -> creation.get(place).statements().stream())
        .toList();
  }

  private static ObjectId named(ObjectId id) {
    return ROUTINES.contains(id.kind()) && id.path().size() > 2
        ? new ObjectId(id.kind(), id.path().subList(0, 2))
        : id;
  }
}
