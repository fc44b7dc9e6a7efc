package dev.lockstep.migration;

import java.util.Set;

/// Writes changes as files that an engine reads.
///
/// *Shape*: reads the files at hand to follow the project's own style; writes nothing, and needs no
/// database.
public interface Authoring {
  /// Returns the files that hold a change, behind everything that is there.
  ///
  /// *Errors*: `USAGE` for wording that does not fit the project, `CHANGE_FILE` for files that
  /// cannot be followed or statements that the format cannot hold.
  Draft draft(EngineRequest request, NewChange change);

  /// Tells whether a schema has no files yet, so that the first change is to be written.
  boolean isBlank(EngineRequest request);

  /// Names the engine's own tables, as the project calls them.
  Set<String> ownTables(EngineRequest request);
}
