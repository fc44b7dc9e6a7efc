package dev.lockstep.scratch;

import dev.lockstep.embedded.PostgresArchive;
import dev.lockstep.embedded.PostgresOptions;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Holds the scratch servers that there are, one for each product, each started when it is first
/// needed.
public final class Scratches implements AutoCloseable {
  /// A server costs more than anything that is done on it, so this process has each of them once;
  /// they end with it.
  private static final Scratches EMBEDDED =
      new Scratches(
          Map.of(
              "postgresql",
              Scratches::postgres,
              "mariadb",
              () -> new WarmScratch(new EmbeddedMariaScratch()),
              "sqlite",
              SqliteScratch::new),
          false);

  private static final Scratches STANDING_IN =
      new Scratches(
          Map.of(
              "postgresql",
              () -> EMBEDDED.of("postgresql"),
              "mariadb",
              () -> EMBEDDED.of("mariadb"),
              "mysql",
              () -> EMBEDDED.of("mariadb"),
              "sqlite",
              () -> EMBEDDED.of("sqlite")),
          false);

  private static final int NEWEST = 0;

  private final Map<String, Supplier<ScratchServer>> sources;
  private final boolean given;
  private final int majorVersion;
  private final List<String> beginning;
  private final Map<String, ScratchServer> started;

  private Scratches(Map<String, Supplier<ScratchServer>> sources, boolean given) {
    this(sources, given, NEWEST, List.of(), new LinkedHashMap<>());
  }

  private Scratches(
      Map<String, Supplier<ScratchServer>> sources,
      boolean given,
      int majorVersion,
      List<String> beginning,
      Map<String, ScratchServer> started) {
    this.sources = sources;
    this.given = given;
    this.majorVersion = majorVersion;
    this.beginning = List.copyOf(beginning);
    this.started = started;
  }

  private static ScratchServer postgres() {
    return new ServersOfVersions(
        new WarmScratch(new EmbeddedScratch(PostgresOptions.onThisMachine())),
        major ->
            PostgresArchive.ofMajor(major)
                .map(archive -> new WarmScratch(new EmbeddedScratch(PostgresOptions.of(archive)))));
  }

  /// Returns the same servers, as they are to be used for a database of a major version.
  public Scratches like(int version) {
    return new Scratches(sources, given, version, beginning, started);
  }

  /// Returns the same servers, as they are to be used for what is meant for a database.
  public Scratches like(DatabaseSchema live) {
    return new Scratches(sources, given, live.majorVersion(), live.beginning(), started);
  }

  /// Returns the statements that databases begin with.
  public List<String> beginning() {
    return beginning;
  }

  /// Returns the major version that databases are made for; 0 when nothing was said of it.
  public int majorVersion() {
    return majorVersion;
  }

  /// Returns servers of our own, the same for everybody in this process; closing them is not needed
  /// and does nothing.
  public static Scratches embedded() {
    return EMBEDDED;
  }

  /// Returns servers of which some are of another product that runs much the same statements: good
  /// for asking an engine what it would run, not for what comes of it.
  public Scratches standingIn() {
    return given ? this : STANDING_IN;
  }

  /// Uses a server of somebody else's.
  ///
  /// @param dialect of that server
  public static Scratches given(String dialect, Supplier<ScratchServer> server) {
    return new Scratches(Map.of(dialect, server), true);
  }

  /// Tells whether they are somebody else's.
  public boolean isGiven() {
    return given;
  }

  /// Returns the server for a product.
  ///
  /// *Errors*: `CONFIGURATION` when there is none.
  public ScratchServer of(String dialect) {
    Supplier<ScratchServer> source = sources.get(dialect);
    if (source == null) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "There is no scratch server for " + dialect + ".",
          "Name a server of that product: with --scratch URL, or with scratch: below the schema in"
              + " lockstep.yaml.");
    }
    synchronized (started) {
      ScratchServer known = started.get(dialect);
      if (known == null) {
        known = source.get();
        started.put(dialect, known);
      }
      return ScratchServer.alike(
          majorVersion == NEWEST ? known : known.like(majorVersion), beginning);
    }
  }

  @Override
  public void close() {
    if (given) {
      synchronized (started) {
        started.values().forEach(ScratchServer::close);
        started.clear();
      }
    }
  }
}
