package dev.lockstep.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Is what `lockstep server` starts.
///
/// *Shape*: found by `ServiceLoader`, since it stands above the command line and brings libraries
/// that short commands must not pay for; an installation may lack it.
public interface ServerProgram {
  /// Starts a server, which then works until it is closed.
  ///
  /// *Errors*: a `LockstepException` when it cannot start.
  Started start(Options options);

  /// Is a server that works. Closing it ends it in an orderly way.
  interface Started extends AutoCloseable {
    /// Returns the address that it listens on, such as `http://127.0.0.1:8080`.
    String address();

    /// Returns where the first user is made; empty when there are users.
    Optional<String> setupLink();

    @Override
    void close();
  }

  /// Says how a server is to work.
  ///
  /// @param data the folder that it keeps things in
  /// @param database another PostgreSQL than one of its own in that folder; null for that
  /// @param keyset a file with the keys that encrypt secrets; null for one in the folder
  /// @param port 0 for a free one
  record Options(
      Path data, @Nullable Database database, @Nullable Path keyset, String listen, int port) {}

  /// Says where a database is.
  record Database(String url, @Nullable String user, @Nullable String password) {
    @Override
    public String toString() {
      return "Database[" + url + "]";
    }
  }
}
