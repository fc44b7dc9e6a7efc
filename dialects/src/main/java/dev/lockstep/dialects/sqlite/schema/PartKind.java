package dev.lockstep.dialects.sqlite.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.List;

/// Is what stands between the parentheses of a table, a column or a constraint: it comes, changes
/// and goes with the table's own statements.
record PartKind(String name) implements ObjectKind {
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

  @Override
  public boolean bornWithParent(SchemaObject object) {
    return true;
  }

  /// Tables may refer to each other in a circle; SQLite does not mind which comes first.
  @Override
  public boolean separable(SchemaObject object) {
    return object.text("type").equals("foreign key");
  }
}
