package dev.lockstep.deploy;

import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;

/// Opens targets.
public interface TargetFactory {
  /// Connects to an instance's database; writes nothing there.
  ///
  /// *Errors*: `DATABASE_UNREACHABLE`, `DATABASE_DENIED`, `CONFIGURATION`; messages name host, port
  /// and database but never the password.
  Target open(SchemaDefinition schema, InstanceDefinition instance, ExecutionSettings settings);
}
