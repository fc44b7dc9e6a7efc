package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Reads and writes comments on the columns of what has no columns of its own kind: views,
/// composite types.
///
/// @param attribute that holds them, as `name=comment` with the name quoted where it must be
record ColumnComments(String attribute) {
  /// Selects them for a row `c` of `pg_class`.
  String selected() {
    return """
    (SELECT array_agg(pg_catalog.quote_ident(a.attname) || '=' || m.description
      ORDER BY a.attnum) FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_description m
      ON m.classoid = 'pg_catalog.pg_class'::regclass AND m.objoid = c.oid
      AND m.objsubid = a.attnum WHERE a.attrelid = c.oid AND a.attnum > 0) AS "%s[]"\
    """
        .formatted(attribute);
  }

  /// Writes what leads from other comments to an object's own.
  List<String> statements(SchemaObject object, List<String> before) {
    List<String> wanted = object.texts(attribute);
    List<String> statements = new ArrayList<>();
    for (String old : before) {
      if (!wanted.contains(old)) {
        statements.add(comment(object, Spelling.leadingName(old), "NULL"));
      }
    }
    for (String one : wanted) {
      if (!before.contains(one)) {
        String name = Spelling.leadingName(one);
        statements.add(comment(object, name, Spelling.literal(one.substring(name.length() + 1))));
      }
    }
    return statements;
  }

  private static String comment(SchemaObject object, String column, String text) {
    return "COMMENT ON COLUMN " + Spelling.path(object.id()) + "." + column + " IS " + text;
  }
}
