package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;

/// Is a type, or a collation, with the types that are made of it, all of which stay, and the
/// columns of them all.
///
/// @param types as they are, each behind those that it is made of
/// @param columns as they are
record TypeFamily(List<SchemaObject> types, List<SchemaObject> columns) {
  static final Set<String> KINDS = Set.of("enum", "domain", "composite", "range", "collation");

  static TypeFamily of(Change change) {
    List<SchemaObject> types = new ArrayList<>();
    add(types, change.from(), change);
    SequencedSet<SchemaObject> columns = new LinkedHashSet<>();
    for (SchemaObject type : types.reversed()) {
      users(type, change)
          .filter(user -> user.kind().equals("column") && !user.has("generated"))
          .forEach(columns::add);
    }
    return new TypeFamily(types.reversed(), List.copyOf(columns));
  }

  /// Adds a type behind those that are made of it.
  private static void add(List<SchemaObject> types, SchemaObject type, Change change) {
    if (!types.contains(type)) {
      users(type, change)
          .filter(user -> KINDS.contains(user.kind()))
          .forEach(user -> add(types, user, change));
      types.add(type);
    }
  }

  /// Lists what goes on using a type.
  private static Stream<SchemaObject> users(SchemaObject type, Change change) {
    return change.live().users(type.id()).stream()
        .filter(user ->
            change
                .desired()
                .find(user.id())
                .filter(to -> to.uses().contains(type.id()))
                .isPresent());
  }

  /// Lists the checks that a domain's successor is made with, as they are to be: what they use, and
  /// used, is not made anew behind it.
  List<SchemaObject> checks(Change change) {
    return types.stream()
        .flatMap(type -> change.desired().children(type.id(), "domain_constraint").stream())
        .filter(check ->
            Stream.concat(Stream.of(check), change.live().find(check.id()).stream())
                .flatMap(form -> form.uses().stream())
                .allMatch(used -> members().contains(used) || isUntouched(used, change)))
        .toList();
  }

  private boolean isUntouched(ObjectId id, Change change) {
    return change
        .live()
        .find(id)
        .filter(from -> types.stream().noneMatch(type -> from.uses().contains(type.id())))
        .filter(from ->
            change
                .desired()
                .find(id)
                .filter(to -> to.attributes().equals(from.attributes()))
                .isPresent())
        .isPresent();
  }

  List<ObjectId> members() {
    return Stream.concat(types.stream(), columns.stream()).map(SchemaObject::id).toList();
  }

  boolean has(SchemaObject type) {
    return types.stream().anyMatch(one -> one.id().equals(type.id()));
  }
}
