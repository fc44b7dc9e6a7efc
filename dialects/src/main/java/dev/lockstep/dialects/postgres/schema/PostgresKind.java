package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind;

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
}
