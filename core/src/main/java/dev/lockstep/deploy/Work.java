package dev.lockstep.deploy;

import dev.lockstep.migration.EngineRequest;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.source.FileTree;

/// Is one schema on one instance with the files to use: what every command works on.
public record Work(EngineRequest request, ExecutionSettings settings) {
  public String schema() {
    return request.schema().name();
  }

  public String instance() {
    return request.instance().name();
  }

  /// Returns the same work for another definition of the schema.
  public Work with(SchemaDefinition schema) {
    return new Work(
        new EngineRequest(
            schema, request.instance(), request.files(), request.target(), request.order()),
        settings);
  }

  /// Returns the same work with other files.
  public Work with(FileTree files) {
    return new Work(
        new EngineRequest(
            request.schema(), request.instance(), files, request.target(), request.order()),
        settings);
  }
}
