package dev.lockstep.engines.declarative;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.Rename;
import java.util.List;

/// Is what the files say a schema is meant to be.
record Desired(DatabaseSchema schema, List<Rename> renames, Places places) {}
