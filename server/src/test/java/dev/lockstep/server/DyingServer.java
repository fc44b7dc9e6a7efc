package dev.lockstep.server;

import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.server.store.Database;
import dev.lockstep.testkit.TestDatabase;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Is a server that ends as by `kill -9` in the middle of the third step that it works on.
final class DyingServer {
  static final int DIED = 9;

  private DyingServer() {}

  /// @param arguments URL, user and password of the database
  public static void main(String[] arguments) throws InterruptedException {
    Database.Address address = new Database.Address(arguments[0], arguments[1], arguments[2]);
    TestDatabase database = new TestDatabase(address.url(), "", 0, "", arguments[1], arguments[2]);
    AtomicInteger steps = new AtomicInteger();
    try (TestServer server =
        TestServer.start(
            database,
            (_, _) -> {
              if (steps.incrementAndGet() == 3) {
                Runtime.getRuntime().halt(DIED);
              }
              return new Outcome.Succeeded(new Value.Fields(new LinkedHashMap<>()));
            })) {
      System.out.println("listens on " + server.server().address());
      Thread.sleep(60_000);
    }
  }
}
