package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.List;

/// Is a kind of object that a query reads from PostgreSQL's catalogs.
///
/// *Shape*: `oid` is the catalog's own number and `sub` a column's; `path[]` and `parent[]` are
/// names, `parent_kind` the parent's kind, `kind` the object's own where one query reads several.
/// Every other column is an attribute by its label; `[]` at its end says that it is a list.
interface PostgresKind extends ObjectKind {
  /// Returns the catalog whose rows these objects are, as dependencies name it.
  String catalog();

  /// Returns the query for a server's major version.
  String query(int version);

  @Override
  default List<ObjectId> retyped(Change change) {
    return TypeFamily.KINDS.contains(name())
        ? TypeFamily.of(change).members()
        : ObjectKind.super.retyped(change);
  }

  @Override
  default List<ObjectId> settles(Change change) {
    return TypeFamily.KINDS.contains(name()) && TypeRebuild.isNeeded(change)
        ? TypeFamily.of(change).checks(change).stream().map(SchemaObject::id).toList()
        : List.of();
  }
}
