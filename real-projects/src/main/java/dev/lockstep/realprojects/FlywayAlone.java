package dev.lockstep.realprojects;

import dev.lockstep.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.Flyway;

/// Runs Flyway's library.
final class FlywayAlone implements EngineAlone {
  @Override
  public void deploy(RealProject project, Path folder, TestDatabase database) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations("filesystem:" + folder.resolve(project.location()))
        // With its default, Flyway waits for ever on an index that is built concurrently.
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .load()
        .migrate();
  }
}
