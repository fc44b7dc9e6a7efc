package dev.lockstep.lint.rules;

import dev.lockstep.statement.TypeName;

/// Is what SQLite makes of the name of a type.
///
/// *Source*: https://www.sqlite.org/datatype3.html, section 3.1
enum Affinity {
  INTEGER,
  TEXT,
  BLOB,
  REAL,
  NUMERIC;

  static Affinity of(TypeName type) {
    String name = type.name();
    if (name.contains("int")) {
      return INTEGER;
    }
    if (name.contains("char") || name.contains("clob") || name.contains("text")) {
      return TEXT;
    }
    if (name.contains("blob") || name.isEmpty()) {
      return BLOB;
    }
    return name.contains("real") || name.contains("floa") || name.contains("doub") ? REAL : NUMERIC;
  }
}
