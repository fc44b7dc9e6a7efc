package dev.lockstep.scratch;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Holds the scratch servers of one run of Lockstep, one for each product, each started when it is
/// first needed.
public final class Scratches implements AutoCloseable {
  private final Map<String, Supplier<ScratchServer>> sources;
  private final Map<String, ScratchServer> started = new LinkedHashMap<>();

  private Scratches(Map<String, Supplier<ScratchServer>> sources) {
    this.sources = sources;
  }

  /// Uses servers of our own.
  public static Scratches embedded() {
    return new Scratches(
        Map.of(
            "postgresql", EmbeddedScratch::new,
            "mariadb", EmbeddedMariaScratch::new,
            "mysql", EmbeddedMariaScratch::new,
            "sqlite", SqliteScratch::new));
  }

  /// Uses a server of somebody else's.
  ///
  /// @param dialect of that server
  public static Scratches given(String dialect, Supplier<ScratchServer> server) {
    return new Scratches(Map.of(dialect, server));
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
    return started.computeIfAbsent(dialect, _ -> source.get());
  }

  @Override
  public synchronized void close() {
    started.values().forEach(ScratchServer::close);
  }
}
