package dev.lockstep.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets one deployment at a time work on a schema in a target.
///
/// *Shape*: held by the working session itself (an advisory or named lock), so it ends with the
/// session and never has to be guessed stale; a row beside it tells humans who holds it.
public interface Fence {
  /// Takes the fence, polling for at most `wait`.
  ///
  /// @param holder who asks, for the row
  /// @param onWait told once in a while who holds it
  ///
  ///   *Errors*: `DEPLOYMENT_RUNNING` naming the holder, since when and what its session does.
  Hold acquire(String schema, String holder, Duration wait, WaitListener onWait);

  /// Returns who holds the fence now, or empty.
  Optional<Holder> holder(String schema);

  /// Is the fence while held; closing it frees it.
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /// Describes who holds the fence.
  ///
  /// @param token names the deployment that holds it
  /// @param activity what its session is doing, as a clause; null when the server does not tell
  /// @param wayOut what to do about a session whose program is proven gone; null while the program
  ///   may live
  record Holder(
      String token, @Nullable Instant since, @Nullable String activity, @Nullable String wayOut) {}

  /// Hears about waiting.
  interface WaitListener {
    void waiting(Holder holder, Duration waited);
  }
}
