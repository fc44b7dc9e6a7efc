package dev.lockstep.runs;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;

/// Runs work in transactions, and lets a library that asks for connections take part in them.
final class Transactions {
  private static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();

  /// What ends a transaction or a connection is left to who began it.
  private static final Set<String> NOT_ITS_OWN =
      Set.of("close", "commit", "rollback", "setAutoCommit");

  private final DataSource source;

  Transactions(DataSource source) {
    this.source = source;
  }

  /// Is work on a connection.
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /// Runs work in a transaction of its own.
  <T> T in(Work<T> work) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = ScopedValue.where(CURRENT, connection).call(() -> work.on(connection));
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException failed) {
        connection.rollback();
        throw failed;
      }
    }
  }

  /// Gives the connection of the transaction around the caller, and one of its own where there is
  /// none, as when a library looks which database it is.
  DataSource within() {
    return new Within(source);
  }

  private record Within(DataSource source) implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
      if (!CURRENT.isBound()) {
        return source.getConnection();
      }
      Connection connection = CURRENT.get();
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, method, arguments) -> {
                if (NOT_ITS_OWN.contains(method.getName())) {
                  return null;
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException thrown) {
                  throw thrown.getCause() == null ? thrown : thrown.getCause();
                }
              });
    }

    @Override
    public Connection getConnection(String username, String password) {
      throw new UnsupportedOperationException();
    }

    @Override
    public PrintWriter getLogWriter() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public Logger getParentLogger() {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
