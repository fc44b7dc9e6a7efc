package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Starts the server.
@Command(
    name = "server",
    addMethodSubcommands = false,
    description = {
      "Start the server: pipelines, gates and people behind one API.",
      "It keeps everything in an embedded PostgreSQL in one folder, or in a PostgreSQL 14 or later"
          + " of yours, which several servers may share; give a password in"
          + " LOCKSTEP_DATABASE_PASSWORD, a user in LOCKSTEP_DATABASE_USER.",
      "Secrets are encrypted with DIR/keyset.json, or the file that LOCKSTEP_KEYSET names; servers"
          + " that share a database need the same one."
    })
final class ServerCommand implements LockstepCommand {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder. Default: $XDG_DATA_HOME/lockstep or ~/.lockstep.")
  private @Nullable Path data;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "JDBC URL of a database of its own. Default: LOCKSTEP_DATABASE.")
  private @Nullable String url;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The address to listen on. Default: ${DEFAULT-VALUE}.")
  private String listen = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The port to listen on, 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Mixin final HelpOption help = new HelpOption();

  @Override
  public String name() {
    return "server";
  }

  @Override
  public int run(CommandContext context) {
    ServerProgram.Options options = options(context.invocation());
    ServerProgram program =
        ServiceLoader.load(ServerProgram.class)
            .findFirst()
            .orElseThrow(() ->
                new LockstepException(
                    ErrorCode.CONFIGURATION,
                    "This installation has no server.",
                    "Start it with the launcher `lockstep` of a whole installation."));
    Console console = context.console();
    console.progress("starting");
    ServerProgram.Started started = program.start(options);
    if (Boolean.getBoolean("lockstep.train")) {
      learn(started);
      return ExitCode.DONE;
    }
    CountDownLatch ended = new CountDownLatch(1);
    console.endsBy(() -> {
      console.note("Ending: what works comes to its end, or goes on with the next start.");
      started.close();
      ended.countDown();
    });
    console.line("Lockstep listens on " + started.address());
    started
        .setupLink()
        .ifPresent(link -> {
          console.line("There are no users yet. Within one hour, once, the first is made here:");
          console.line("  " + link);
        });
    console.flush();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.DONE;
  }

  /// Has the JVM see what it needs to start and answer, for its cache.
  private static void learn(ServerProgram.Started started) {
    try (started) {
      URI.create(started.address() + "/ready").toURL().openStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServerProgram.Options options(Invocation invocation) {
    if (port < 0 || port > 65_535) {
      throw new LockstepException(
          ErrorCode.USAGE, "There is no port " + port + ".", "Say one from 0 to 65535.");
    }
    String keyset = invocation.variable("LOCKSTEP_KEYSET");
    return new ServerProgram.Options(
        folder(invocation).toAbsolutePath().normalize(),
        database(invocation),
        keyset == null ? null : invocation.directory().resolve(keyset),
        listen,
        port);
  }

  private Path folder(Invocation invocation) {
    if (data != null) {
      return invocation.directory().resolve(data);
    }
    String given = invocation.variable("XDG_DATA_HOME");
    return given == null || given.isBlank()
        ? Path.of(System.getProperty("user.home", ".")).resolve(".lockstep")
        : Path.of(given).resolve("lockstep");
  }

  private ServerProgram.@Nullable Database database(Invocation invocation) {
    String address = url == null ? invocation.variable("LOCKSTEP_DATABASE") : url;
    if (address == null || address.isBlank()) {
      return null;
    }
    if (!address.startsWith("jdbc:postgresql:")) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "The server keeps its data in PostgreSQL only.",
          "Give an address such as jdbc:postgresql://db.internal/lockstep, or none.");
    }
    if (address.contains("@") || address.toLowerCase(Locale.ROOT).contains("password")) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "The address of the server's database must not hold credentials.",
          "Give them in LOCKSTEP_DATABASE_USER and LOCKSTEP_DATABASE_PASSWORD.");
    }
    return new ServerProgram.Database(
        address,
        invocation.variable("LOCKSTEP_DATABASE_USER"),
        invocation.variable("LOCKSTEP_DATABASE_PASSWORD"));
  }
}
