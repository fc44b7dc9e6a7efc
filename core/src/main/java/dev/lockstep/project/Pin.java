package dev.lockstep.project;

/// Ties an instance to a place in the repository's history.
public sealed interface Pin {
  /// Returns the name as the user wrote it.
  String name();

  record Branch(String name) implements Pin {}

  record Tag(String name) implements Pin {}

  /// *Shape*: a full or unambiguous short object id.
  record Commit(String name) implements Pin {}
}
