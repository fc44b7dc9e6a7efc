package dev.lockstep.dialect;

import java.util.List;
import java.util.Optional;

/// Is one open connection to a target, as engines see it.
///
/// *Shape*: used by one thread at a time. Every call is one round trip unless said otherwise.
///
/// *Errors*: [dev.lockstep.error.LockstepException] with the code the vendor's error means; the
/// message never holds credentials.
public interface Session extends AutoCloseable {
  Dialect dialect();

  /// Returns facts gathered when the session was opened; no round trip.
  Server server();

  /// Runs a query and reads all its rows; `arguments` are bound to `?`.
  List<Row> query(String sql, Object... arguments);

  /// Like [#query], but empty when a table that it names does not exist.
  Optional<List<Row>> queryIfPresent(String sql, Object... arguments);

  /// Runs one statement that is Lockstep's own bookkeeping, committed at once; returns the rows
  /// touched.
  long update(String sql, Object... arguments);

  /// Returns the view of this session that a library needs: a journaling `java.sql.Connection` or
  /// `javax.sql.DataSource`, or `java.sql.DatabaseMetaData` to read from alone; throws
  /// `IllegalArgumentException` for a type it cannot give.
  <T> T as(Class<T> type);

  @Override
  void close();
}
