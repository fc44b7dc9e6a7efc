package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.List;

/// Is the order of a table's columns; an object of its own, so that a column that comes or goes
/// does not make its table another one.
///
/// [TableAlterations] writes what moves columns, for a place is part of the clause that adds or
/// changes one.
final class ColumnOrderKind implements ObjectKind {
  static final String NAME = "column_order";

  static List<String> of(String table, DatabaseSchema within) {
    return within.find(ObjectId.of(NAME, table)).map(one -> one.texts("columns")).orElse(List.of());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean bornWithParent(SchemaObject object) {
    return true;
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of();
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of();
  }

  @Override
  public Alteration alter(Change change) {
    return Alteration.inPlace(List.of());
  }
}
