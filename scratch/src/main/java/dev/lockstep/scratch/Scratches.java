package dev.lockstep.scratch;

import dev.lockstep.embedded.PostgresArchive;
import dev.lockstep.embedded.PostgresOptions;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

  private final Map<String, Supplier<ScratchServer>> sources;
  private final Function<String, Optional<ScratchServer>> named;
  private final boolean given;
  private final Likeness likeness;
  private final Map<String, ScratchServer> started;

  private Scratches(Map<String, Supplier<ScratchServer>> sources, boolean given) {
    this(sources, _ -> Optional.empty(), given, Likeness.NONE, new LinkedHashMap<>());
  }

  private Scratches(
      Map<String, Supplier<ScratchServer>> sources,
      Function<String, Optional<ScratchServer>> named,
      boolean given,
      Likeness likeness,
      Map<String, ScratchServer> started) {
    this.sources = sources;
    this.named = named;
    this.given = given;
    this.likeness = likeness;
    this.started = started;
  }

  /// Is what databases are to have in common with another one.
  private record Likeness(int majorVersion, List<String> beginning) {
    private static final Likeness NONE = new Likeness(0, List.of());

    Likeness {
      beginning = List.copyOf(beginning);
    }
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
    return like(new Likeness(version, likeness.beginning()));
  }

  /// Returns the same servers, as they are to be used for what is meant for a database.
  public Scratches like(DatabaseSchema live) {
    return like(new Likeness(live.majorVersion(), live.beginning()));
  }

  private Scratches like(Likeness other) {
    return new Scratches(sources, named, given, other, started);
  }

  /// Returns the statements that databases begin with.
  public List<String> beginning() {
    return likeness.beginning();
  }

  /// Returns the major version that databases are made for; 0 when nothing was said of it.
  public int majorVersion() {
    return likeness.majorVersion();
  }

  /// Returns servers of our own, the same for everybody in this process; closing them is not needed
  /// and does nothing.
  public static Scratches embedded() {
    return EMBEDDED;
  }

  /// Returns servers of which some are of another product that runs much the same statements: good
  /// for asking an engine what it would run, not for what comes of it.
  public Scratches standingIn() {
    return given
        ? this
        : new Scratches(STANDING_IN.sources, named, false, likeness, STANDING_IN.started);
  }

  /// Returns the same servers, except for products for which a project names one.
  public Scratches exceptFor(Function<String, Optional<ScratchServer>> other) {
    return given ? this : new Scratches(sources, other, false, likeness, started);
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
    Optional<ScratchServer> own = named.apply(dialect);
    if (own.isPresent()) {
      return alike(own.get());
    }
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
      return alike(known);
    }
  }

  private ScratchServer alike(ScratchServer server) {
    int version = likeness.majorVersion();
    return ScratchServer.alike(version == 0 ? server : server.like(version), likeness.beginning());
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
