package dev.lockstep.realprojects;

import dev.lockstep.testkit.TestDatabase;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/// Runs Flyway's library.
final class FlywayAlone implements EngineAlone {
  @Override
  public void deploy(RealProject project, Path folder, TestDatabase database) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(database.jdbcUrl(), database.user(), database.password())
            .locations("filesystem:" + folder.resolve(project.location()));
    // With its default, Flyway waits for ever on an index that is built concurrently.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    configuration.load().migrate();
  }
}
