package dev.lockstep.server;

import dev.lockstep.server.store.Database;
import dev.lockstep.testkit.TestDatabase;

/// Is a server that ends as by `kill -9` in the middle of the third step that it works on.
final class DyingServer {
  static final int DIED = 9;

  private DyingServer() {}

  /// @param arguments URL, user and password of the database
  public static void main(String[] arguments) throws InterruptedException {
    Database.Address address = new Database.Address(arguments[0], arguments[1], arguments[2]);
    TestDatabase database = new TestDatabase(address.url(), "", 0, "", arguments[1], arguments[2]);
    java.util.concurrent.atomic.AtomicInteger steps =
        new java.util.concurrent.atomic.AtomicInteger();
    try (TestServer server =
        TestServer.start(
            database,
            (_, _) -> {
              if (steps.incrementAndGet() == 3) {
                Runtime.getRuntime().halt(DIED);
              }
              return new dev.lockstep.pipeline.run.Outcome.Succeeded(
                  new dev.lockstep.expression.Value.Fields(new java.util.LinkedHashMap<>()));
            })) {
      System.out.println("listens on " + server.server().address());
      Thread.sleep(60_000);
    }
  }
}
