package dev.lockstep.server;

import dev.lockstep.cli.ServerProgram;
import dev.lockstep.config.PipelineYaml;
import dev.lockstep.embedded.EmbeddedServerException;
import dev.lockstep.embedded.PersistentOptions;
import dev.lockstep.embedded.PersistentPostgres;
import dev.lockstep.embedded.PostgresServer;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.runs.Runs;
import dev.lockstep.runs.StepWorker;
import dev.lockstep.server.api.Api;
import dev.lockstep.server.entity.Entities;
import dev.lockstep.server.entity.Vault;
import dev.lockstep.server.people.Secret;
import dev.lockstep.server.people.Setup;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.OwnTables;
import dev.lockstep.server.web.Front;
import dev.lockstep.server.web.Meters;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.WebServer;
import dev.lockstep.server.work.ProjectGates;
import dev.lockstep.server.work.ProjectPlaces;
import dev.lockstep.server.work.Triggers;
import dev.lockstep.steps.Inquiry;
import dev.lockstep.steps.StepWorkers;
import dev.lockstep.steps.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Is one server from its start to its end.
///
/// *Shape*: what is started first ends last: the folder, the database, what works on it, what
/// listens.
public final class LockstepServer implements ServerProgram.Started {
  private static final String DATABASE = "lockstep";
  private static final int OLDEST = 14;
  private static final Duration INQUIRY = Duration.ofMinutes(10);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final List<Route> routes;
  private final String address;
  private final Optional<String> setupLink;

  /// Says how it works.
  ///
  /// @param name unlike that of any other server on the database
  /// @param drain how long what is under way may take when it ends
  record Settings(
      String name,
      ServerProgram.Options options,
      Working work,
      Duration drain,
      InstantSource clock) {
    static Settings of(ServerProgram.Options options) {
      return new Settings(
          "server-" + UUID.randomUUID(),
          options,
          Working.USUAL,
          Duration.ofSeconds(20),
          InstantSource.system());
    }
  }

  /// Says how it works on steps.
  ///
  /// @param threads how many at once
  /// @param heartbeat how often it says that it is there
  /// @param poll how often it looks for what others left
  record Working(
      int threads, Duration heartbeat, Duration poll, Function<Means, StepWorker> worker) {
    static final Working USUAL =
        new Working(32, Duration.ofSeconds(5), Duration.ofSeconds(1), LockstepServer::workers);
  }

  /// Is what workers have to work with.
  ///
  /// @param places where runs find their files on this machine
  record Means(Database database, ProjectPlaces places, InstantSource clock) {}

  /// Commands of the shell run only where whoever runs the server says so.
  private static StepWorker workers(Means means) {
    return workers(means, "host".equals(System.getenv("LOCKSTEP_COMMANDS")));
  }

  static StepWorker workers(Means means, boolean commands) {
    try {
      means.places().tidy();
    } catch (IOException left) {
      LoggerFactory.getLogger(LockstepServer.class).warn("folders of runs stay", left);
    }
    return new StepWorkers(
        means.places(),
        Tool.ofThisProcess(Map.of()),
        new ProjectGates(means.database(), means.clock()),
        commands);
  }

  private LockstepServer(Settings settings) {
    ServerProgram.Options options = settings.options();
    try {
      DataFolder folder = held(DataFolder.take(options.data()));
      Database.Address where = address(options, folder);
      Meters meters = held(new Meters());
      Database database = held(new Database(where, meters.registry()));
      database.in(LockstepServer::newEnough);
      OwnTables.migrate(where, settings.name());
      Vault vault = Vault.open(options.keyset() == null ? folder.keyset() : options.keyset());
      database.in(connection -> {
        vault.proveFor(connection);
        return vault;
      });
      Entities entities = new Entities(vault);
      Triggers triggers = new Triggers(database, entities, options.data(), settings.clock());
      ProjectPlaces places = new ProjectPlaces(database, entities, options.data());
      Runs runs = runs(settings, new Means(database, places, settings.clock()), triggers);
      Api api =
          new Api(
              new Api.Services(
                  database,
                  settings.clock(),
                  entities,
                  runs,
                  meters,
                  triggers,
                  places,
                  new Inquiry(Tool.ofThisProcess(Map.of()), INQUIRY, settings.clock())));
      this.routes = api.routes();
      Front front = new Front(routes, database, settings.clock(), meters);
      WebServer web =
          held(WebServer.start(front, options.listen(), options.port(), settings.drain()));
      String host =
          options.listen().contains(":") ? "[" + options.listen() + "]" : options.listen();
      this.address = "http://" + host + ":" + web.port();
      Optional<Secret> setup =
          database.in(connection -> Setup.open(connection, settings.clock().instant()));
      this.setupLink = setup.map(secret -> address + "/setup#" + secret.text());
    } catch (RuntimeException failed) {
      close();
      throw explained(failed, options);
    }
  }

  private Runs runs(Settings settings, Means means, Triggers triggers) {
    Runs runs =
        new Runs(
            means.database().source(),
            new Runs.Settings(
                settings.name(),
                settings.work().threads(),
                settings.work().heartbeat(),
                settings.work().poll(),
                settings.clock(),
                (file, content) ->
                    PipelineYaml.read(file, content.getBytes(StandardCharsets.UTF_8)).orThrow(),
                triggers.chores(),
                triggers.ends()),
            settings.work().worker().apply(means));
    held(() -> drained(runs, settings.drain()));
    runs.start();
    try {
      triggers.scheduleAll(runs);
    } catch (SQLException failed) {
      throw Database.failure(failed);
    }
    return runs;
  }

  /// Waits for what works, but not for ever: what does not end is taken up by another server, or
  /// the next.
  private static void drained(Runs runs, Duration limit) throws InterruptedException {
    Thread ending = Thread.ofVirtual().start(runs::close);
    ending.join(limit);
  }

  /// Starts a server.
  static LockstepServer start(Settings settings) {
    // What libraries log in the JDK's own way goes where everything goes.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    return new LockstepServer(settings);
  }

  private <T extends AutoCloseable> T held(T part) {
    parts.push(part);
    return part;
  }

  private Database.Address address(ServerProgram.Options options, DataFolder folder) {
    ServerProgram.@Nullable Database given = options.database();
    if (given != null) {
      return new Database.Address(given.url(), given.user(), given.password());
    }
    PersistentOptions own = PersistentOptions.in(folder.postgres());
    PostgresServer server = PersistentPostgres.start(own);
    held(() -> PersistentPostgres.stop(own));
    if (!server.databases().contains(DATABASE)) {
      server.createDatabase(DATABASE);
    }
    return new Database.Address(server.jdbcUrl(DATABASE), PostgresServer.USER, server.password());
  }

  private static boolean newEnough(Connection connection) throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < OLDEST) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The server's database is PostgreSQL %d; it needs %d or later."
              .formatted(version, OLDEST),
          "Name another one, or none for an embedded one.");
    }
    return true;
  }

  private static RuntimeException explained(
      RuntimeException failed, ServerProgram.Options options) {
    for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.net.BindException) {
        return new LockstepException(
            ErrorCode.USAGE,
            "The port " + options.port() + " of " + options.listen() + " cannot be listened on.",
            "Something else may have it; name another one with --port.",
            failed);
      }
    }
    return failed instanceof EmbeddedServerException embedded
        ? new LockstepException(
            ErrorCode.RESOURCE_EXHAUSTED,
            "The embedded PostgreSQL does not run here: " + embedded.getMessage(),
            "Name another folder with --data, or a PostgreSQL of yours with --url.",
            embedded)
        : failed;
  }

  /// Returns all that can be asked for.
  List<Route> routes() {
    return routes;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public Optional<String> setupLink() {
    return setupLink;
  }

  /// Ends everything, in the opposite order of its start.
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception failed) {
        // The rest must end as well, and nothing that is kept depends on an orderly end.
        LoggerFactory.getLogger(LockstepServer.class).warn("ending", failed);
      }
    }
  }
}
