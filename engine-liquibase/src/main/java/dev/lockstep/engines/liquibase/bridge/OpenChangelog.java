package dev.lockstep.engines.liquibase.bridge;

/// Is a changelog that a worker holds in memory.
///
/// *Shape*: indexes are those of [ChangelogDefinition#changesets()]; SQL is generated when asked
/// for. Closing it frees what the worker keeps of it.
public interface OpenChangelog extends AutoCloseable {
  ChangelogDefinition definition();

  /// Generates what the changeset would run now.
  ForwardSql forward(int index);

  /// Generates what would take the changeset back.
  BackwardSql backward(int index);

  @Override
  void close();
}
