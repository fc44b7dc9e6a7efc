package dev.lockstep.engines.liquibase;

import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.testkit.TestDatabase;
import java.nio.file.Path;

/// Takes the lock in a process of its own and holds it until the process is killed.
final class HoldsLock {
  private HoldsLock() {}

  public static void main(String[] arguments) throws Exception {
    TestDatabase database =
        new TestDatabase(
            arguments[0],
            arguments[1],
            Integer.parseInt(arguments[2]),
            arguments[3],
            arguments[4],
            arguments[5]);
    Workbench bench =
        Workbench.of(
            new LiquibaseEngine(Path.of(arguments[6])),
            Path.of(arguments[7]),
            Settings.changelog("c.yaml"),
            database);
    try (JdbcSession session = bench.open();
        EngineLock _ = bench.engine().lock(bench.request(), session, "doomed")) {
      System.out.println("LOCKED");
      System.in.read();
    }
  }
}
