package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.BackwardSql;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition;
import dev.lockstep.engines.liquibase.bridge.ForwardSql;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Is a changelog as read once, with the SQL that was generated from it so far.
///
/// *Shape*: safe for several threads; SQL is only ever added. Equal to itself alone.
final class CachedChangelog {
  private final ChangelogDefinition definition;
  private final Map<Integer, ForwardSql> forward = new ConcurrentHashMap<>();
  private final Map<Integer, BackwardSql> backward = new ConcurrentHashMap<>();

  CachedChangelog(ChangelogDefinition definition) {
    this.definition = definition;
  }

  ChangelogDefinition definition() {
    return definition;
  }

  /// Returns the live map of what would run, by changeset.
  Map<Integer, ForwardSql> forward() {
    return forward;
  }

  /// Returns the live map of the ways back, by changeset.
  Map<Integer, BackwardSql> backward() {
    return backward;
  }
}
