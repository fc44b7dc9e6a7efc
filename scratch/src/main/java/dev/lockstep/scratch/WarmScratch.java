package dev.lockstep.scratch;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps databases of a server of our own ready: whoever takes one has another one made behind it,
/// and what is given back is dropped in the background.
///
/// *Shape*: the server starts when it is first needed and ends with this process, however that
/// ends. There are as many databases as are in use, and a few more. A server that died is started
/// anew.
final class WarmScratch implements ScratchServer {
  /// What runs longer than this is taken for a statement that never ends.
  static final Duration LONGEST_STATEMENT = Duration.ofMinutes(5);

  private static final int SPARES = 2;

  private final Host host;
  private final AtomicLong names = new AtomicLong();
  private final Deque<Future<ScratchDatabase>> spares = new ArrayDeque<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("scratch-databases").unstarted(task));

  WarmScratch(Host host) {
    this.host = host;
  }

  /// Is the server itself.
  interface Host extends AutoCloseable {
    /// Creates an empty database, on a server that is started when none runs.
    Address create(String name) throws SQLException;

    void drop(String name) throws SQLException;

    @Override
    void close();
  }

  @Override
  public ScratchDatabase create() {
    return living()
        .orElseGet(() -> {
          // The server is gone, and with it what was ready there, or was being made.
          forget();
          return next();
        });
  }

  private Optional<ScratchDatabase> living() {
    try {
      ScratchDatabase database = next();
      return database.connection().isValid(0) ? Optional.of(database) : Optional.empty();
    } catch (SQLException e) {
      throw impossible(e);
    } catch (LockstepException e) {
      if (e.code() == ErrorCode.RESOURCE_EXHAUSTED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private ScratchDatabase next() {
    Future<ScratchDatabase> next;
    synchronized (this) {
      next = spares.isEmpty() ? worker.submit(this::make) : spares.poll();
      while (spares.size() < SPARES) {
        spares.add(worker.submit(this::make));
      }
    }
    try {
      return next.get();
    } catch (InterruptedException e) {
      next.cancel(false);
      Thread.currentThread().interrupt();
      throw new LockstepException(
          ErrorCode.INTERRUPTED, "Interrupted while a scratch database was made.", null, e);
    } catch (ExecutionException e) {
      throw impossible(e.getCause() instanceof Exception cause ? cause : e);
    }
  }

  private ScratchDatabase make() throws SQLException {
    String name = "scratch_" + names.incrementAndGet();
    Address address = host.create(name);
    Connection connection =
        DriverManager.getConnection(address.url(), address.user(), address.password());
    return new ScratchDatabase(connection, address, true, () -> discard(name));
  }

  /// What cannot be dropped vanishes with its server.
  private void discard(String name) {
    try {
      var _ =
          worker.submit(() -> {
            host.drop(name);
            return name;
          });
    } catch (RejectedExecutionException _) {
      // So is one that comes back after its server has stopped.
    }
  }

  private synchronized void forget() {
    spares.clear();
  }

  static String password() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static LockstepException impossible(Exception cause) {
    return new LockstepException(
        ErrorCode.RESOURCE_EXHAUSTED,
        "No scratch database could be made here: " + cause.getMessage(),
        "Name a server where one may be made, with --scratch URL or scratch: in lockstep.yaml.",
        cause);
  }

  @Override
  public void close() {
    worker.shutdownNow();
    host.close();
  }
}
