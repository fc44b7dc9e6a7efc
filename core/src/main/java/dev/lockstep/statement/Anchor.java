package dev.lockstep.statement;

/// Is a place in a statement that other words can be put next to.
public enum Anchor {
  /// The word that names the kind of object, such as `INDEX`.
  KIND,
  /// The name of what the statement is about; there is none where the database finds it.
  NAME
}
