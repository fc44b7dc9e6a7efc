package dev.lockstep.testkit;

import dev.lockstep.embedded.EmbeddedMariaDb;
import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.MariaDbArchive;
import dev.lockstep.embedded.MariaDbOptions;
import dev.lockstep.embedded.PersistentOptions;
import dev.lockstep.embedded.PersistentPostgres;
import dev.lockstep.embedded.PostgresOptions;
import dev.lockstep.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Starts a server in a JVM of its own, says so, and waits to be ended or killed.
///
/// Arguments: `postgres|mariadb|persistent`, the cache, the folder for data.
final class ServerHolder {
  private ServerHolder() {}

  public static void main(String[] arguments) throws IOException {
    Path cache = Path.of(arguments[1]);
    Path data = Path.of(arguments[2]);
    switch (arguments[0]) {
      case "postgres" -> {
        EmbeddedPostgres embedded =
            EmbeddedPostgres.start(
                PostgresOptions.onThisMachine().withCache(cache).withDataRoot(data));
        embedded.server().createDatabase("held");
        say("READY " + embedded.server().port());
      }
      case "mariadb" -> {
        EmbeddedMariaDb embedded =
            EmbeddedMariaDb.start(
                new MariaDbOptions(MariaDbArchive.onClassPath(), cache, data, List.of()));
        embedded.createDatabase("held");
        say("READY " + embedded.port());
      }
      default -> {
        PostgresServer server =
            PersistentPostgres.start(PersistentOptions.in(data).withCache(cache));
        say("READY " + server.port());
      }
    }
    if (System.in.read() == 'x') {
      // Ends without stopping the server: the JVM's own end must do.
      System.exit(0);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void say(String line) {
    System.out.println(line);
  }
}
