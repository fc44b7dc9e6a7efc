package dev.lockstep.dialects.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.sql.Connection;
import java.util.List;

/// Makes up rows, so that what happens to rows can be seen where nobody has any.
public interface SampleRows {
  /// Lists statements that insert a row each: values as large as their types allow within reason,
  /// alike wherever nothing says that they differ, and a last row with nulls wherever they may be.
  ///
  /// @param connection to a database with that schema, which tells whether checks let a value pass
  List<String> inserts(Connection connection, SchemaObject table, DatabaseSchema schema);

  /// Returns a query of all rows of a table, each column as text.
  String rows(SchemaObject table, List<SchemaObject> columns);
}
