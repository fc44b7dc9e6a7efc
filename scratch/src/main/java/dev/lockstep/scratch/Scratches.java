package dev.lockstep.scratch;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.LinkedHashMap;
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
              "postgresql", () -> new WarmScratch(new EmbeddedScratch()),
              "mariadb", () -> new WarmScratch(new EmbeddedMariaScratch()),
              "mysql", () -> embedded().of("mariadb"),
              "sqlite", SqliteScratch::new),
          false);

  private final Map<String, Supplier<ScratchServer>> sources;
  private final boolean given;
  private final Map<String, ScratchServer> started = new LinkedHashMap<>();

  private Scratches(Map<String, Supplier<ScratchServer>> sources, boolean given) {
    this.sources = sources;
    this.given = given;
  }

  /// Returns servers of our own, the same for everybody in this process; closing them is not needed
  /// and does nothing.
  public static Scratches embedded() {
    return EMBEDDED;
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
  public synchronized ScratchServer of(String dialect) {
    Supplier<ScratchServer> source = sources.get(dialect);
    if (source == null) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "There is no scratch server for " + dialect + ".",
          "Name one of that product with --scratch URL.");
    }
    ScratchServer known = started.get(dialect);
    if (known == null) {
      known = source.get();
      started.put(dialect, known);
    }
    return known;
  }

  @Override
  public synchronized void close() {
    if (given) {
      started.values().forEach(ScratchServer::close);
      started.clear();
    }
  }
}
