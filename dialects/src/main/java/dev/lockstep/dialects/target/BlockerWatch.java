package dev.lockstep.dialects.target;

import dev.lockstep.dialect.Row;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.error.LockstepException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Watches from a second session who blocks the working one, while it waits for the last time.
///
/// The server forgets who was in the way as soon as the wait is over, and the working session is
/// busy until then. The second session is opened only when a statement has waited for a good part
/// of its time, so a run without lock trouble never needs it.
final class BlockerWatch implements AutoCloseable {
  private final @Nullable Thread thread;
  private volatile String seen = "";

  private BlockerWatch(@Nullable Source source) {
    this.thread =
        source == null ? null : Thread.ofVirtual().name("blocker watch").start(() -> look(source));
  }

  /// Says how to watch.
  ///
  /// @param query lists blockers in a column `description`
  /// @param after how long to wait before the first look
  record Source(Supplier<JdbcSession> session, Optional<String> query, Duration after) {
    BlockerWatch start(boolean wanted) {
      return new BlockerWatch(wanted && query.isPresent() ? this : null);
    }
  }

  /// Returns who was seen last, in words; empty when nobody was.
  String seen() {
    return seen;
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void look(Source source) {
    try {
      Thread.sleep(source.after());
      try (JdbcSession session = source.session().get()) {
        while (!Thread.currentThread().isInterrupted()) {
          List<Row> rows = session.query(source.query().orElseThrow());
          if (!rows.isEmpty()) {
            seen =
                rows.stream()
                    .map(row -> String.valueOf(row.text("description")))
                    .collect(Collectors.joining("; "));
          }
          Thread.sleep(source.after());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (LockstepException unknown) {
      // Without a second session the message simply names nobody.
      return;
    }
  }
}
