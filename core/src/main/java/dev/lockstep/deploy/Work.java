package dev.lockstep.deploy;

import dev.lockstep.migration.EngineRequest;
import dev.lockstep.project.ExecutionSettings;

/// Is one schema on one instance with the files to use: what every command works on.
public record Work(EngineRequest request, ExecutionSettings settings) {
  public String schema() {
    return request.schema().name();
  }

  public String instance() {
    return request.instance().name();
  }
}
