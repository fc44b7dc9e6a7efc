package dev.lockstep.dialects.target;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends statements over the working session, in order, in as few round trips as the driver allows.
///
/// *Shape*: stops at the first statement that fails; nothing behind it takes effect. A transaction
/// is begun and ended by statements among the others, so the session stays in autocommit mode.
public interface Pipeline {
  Sent send(List<Part> parts);

  /// Tells whether a list of statements costs about as much time on the way as one of them.
  default boolean combines() {
    return false;
  }

  /// Is one statement to send.
  ///
  /// @param text sent as it is: no placeholders, no escapes
  /// @param data what follows a `COPY … FROM stdin`; null otherwise
  record Part(String text, @Nullable String data) {
    public Part(String text) {
      this(text, null);
    }
  }

  /// Says how far the server got.
  ///
  /// @param rows touched by each statement that succeeded, in order, -1 where that is unknown; so
  ///   its size is the index of the one that failed
  /// @param error why that one failed; null when all succeeded
  record Sent(List<Long> rows, @Nullable SQLException error) {
    public Sent {
      rows = List.copyOf(rows);
    }

    public int completed() {
      return rows.size();
    }
  }
}
