package dev.lockstep.realprojects;

import dev.lockstep.testkit.TestDatabase;
import java.nio.file.Path;

/// Brings a database to the end of a history with the engine's own library and nothing of ours.
interface EngineAlone {
  /// Returns the engine of a project.
  static EngineAlone of(RealProject project) {
    return switch (project.engine()) {
      case FLYWAY -> new FlywayAlone();
      case LIQUIBASE -> new LiquibaseAlone();
    };
  }

  /// Deploys once per round; runs in this JVM, so its time holds no start of a program.
  void deploy(RealProject project, Path folder, TestDatabase database) throws Exception;
}
