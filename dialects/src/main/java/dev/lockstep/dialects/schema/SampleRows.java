package dev.lockstep.dialects.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Makes up rows, so that what happens to rows can be seen where nobody has any.
public interface SampleRows {
  /// Lists statements that insert a row each: values as large as their types allow within reason,
  /// alike wherever nothing says that they differ, and a last row with nulls wherever they may be;
  /// nothing that the statistics of a column speak against.
  ///
  /// @param connection to a database with that schema, which tells whether checks let a value pass
  /// @param facts of columns, by their paths; empty where nothing is known
  List<String> inserts(
      Connection connection,
      SchemaObject table,
      DatabaseSchema schema,
      Map<List<String>, ColumnFacts> facts);

  /// Reads what the statistics of a database in use say of its columns, by their paths.
  Map<List<String>, ColumnFacts> facts(Connection live) throws SQLException;

  /// Lists statements of which each fills a table that has a row with many more, the second for
  /// when the first is refused.
  ///
  /// @param rows how many, as far as they are distinct where they have to be
  /// @param facts of columns, which the rows follow
  List<String> many(
      SchemaObject table, DatabaseSchema schema, long rows, Map<List<String>, ColumnFacts> facts);

  /// Returns a query of all rows of a table, each column as text.
  String rows(SchemaObject table, List<SchemaObject> columns);
}
