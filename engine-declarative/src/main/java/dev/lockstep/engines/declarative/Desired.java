package dev.lockstep.engines.declarative;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.Rename;
import dev.lockstep.source.SourceLocation;
import java.util.List;
import java.util.Map;

/// Is what the files say a schema is meant to be.
///
/// @param places where objects are created, by their own names in lower case
record Desired(DatabaseSchema schema, List<Rename> renames, Map<String, SourceLocation> places) {}
