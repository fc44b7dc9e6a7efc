package dev.lockstep.engines.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.testkit.ChildJvm;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import dev.lockstep.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lock that a killed run left behind stops nobody.
final class KilledRunTest {
  @TempDir Path cache;
  @TempDir Path tree;

  @Test
  void theNextRunTakesOverOnPostgres() throws Exception {
    takeOver(TestPostgres.database());
  }

  @Test
  void theNextRunTakesOverOnMariaDb() throws Exception {
    takeOver(TestMariaDb.database());
  }

  private void takeOver(TestDatabase database) throws Exception {
    Files.writeString(
        tree.resolve("c.yaml"),
        """
        databaseChangeLog:
        - changeSet: {id: 1, author: a, changes: [{sql: {sql: CREATE TABLE one (n int)}}]}
        """);
    try (ChildJvm child =
        ChildJvm.start(
            HoldsLock.class,
            database.jdbcUrl(),
            database.host(),
            String.valueOf(database.port()),
            database.database(),
            database.user(),
            database.password(),
            cache.toString(),
            tree.toString())) {
      child.awaitLine("LOCKED", Duration.ofSeconds(60));
      child.kill();
    }
    assertThat(lockedBy(database)).startsWith("lockstep doomed on ");

    Workbench bench =
        Workbench.of(new LiquibaseEngine(cache), tree, Settings.changelog("c.yaml"), database);
    try (JdbcSession session = bench.open();
        EngineLock lock = bench.engine().lock(bench.request(), session, "heir")) {
      assertThat(lock.takenOver().orElse(""))
          .startsWith("Liquibase's lock was taken over from lockstep doomed on ")
          .endsWith(": Lockstep's own fence is free, so that run is over.");
      assertThat(lockedBy(database)).startsWith("lockstep heir on ");
    }
    bench.deploy();

    assertThat(lockedBy(database)).isEqualTo("null");
    assertThat(DatabasePrint.history(database)).hasSize(1);
    PlainLiquibase.update(tree, Settings.changelog("c.yaml"), database);
    assertThat(DatabasePrint.history(database)).hasSize(1);
  }

  private static String lockedBy(TestDatabase database) throws Exception {
    return DatabasePrint.lines(
            database, List.of("SELECT LOCKEDBY FROM DATABASECHANGELOGLOCK"), true)
        .getFirst();
  }
}
