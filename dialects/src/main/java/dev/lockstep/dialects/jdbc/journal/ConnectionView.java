package dev.lockstep.dialects.jdbc.journal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Is one handed-out connection: transaction control goes through the journal, the rest passes
/// straight to the physical connection.
final class ConnectionView implements InvocationHandler {
  private final Journal journal;
  private final Connection proxy;
  private final Map<String, Callable<?>> undo = new LinkedHashMap<>();
  private boolean autoCommit = true;
  private boolean closed;
  private @Nullable Savepoint joined;

  ConnectionView(Journal journal) {
    this.journal = journal;
    this.proxy = proxy(Connection.class, this);
  }

  Connection proxy() {
    return proxy;
  }

  Journal journal() {
    return journal;
  }

  boolean autoCommit() {
    return autoCommit;
  }

  @Nullable Savepoint joined() {
    return joined;
  }

  void join(Savepoint savepoint) {
    joined = savepoint;
  }

  void leave() {
    joined = null;
  }

  void rest() {
    autoCommit = true;
    joined = null;
  }

  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            ConnectionView.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /// Calls the driver and throws what it throws.
  static @Nullable Object pass(
      Object driver, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(driver, arguments);
    } catch (InvocationTargetException thrown) {
      throw Objects.requireNonNullElse(thrown.getCause(), thrown);
    }
  }

  @Override
  public @Nullable Object invoke(
      Object self, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    return switch (method.getName()) {
      case "equals" -> same(self, first(arguments));
      case "hashCode" -> System.identityHashCode(self);
      case "toString" -> "session view of " + journal.physical().getClass().getSimpleName();
      case "close" -> {
        close();
        yield null;
      }
      case "isClosed" -> closed || journal.physical().isClosed();
      default -> {
        if (closed) {
          throw new SQLException("this connection was closed", "08003");
        }
        yield open(method, arguments);
      }
    };
  }

  private @Nullable Object open(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    Connection physical = journal.physical();
    switch (method.getName()) {
      case "getAutoCommit" -> {
        return autoCommit;
      }
      case "setAutoCommit" -> setAutoCommit(Boolean.TRUE.equals(first(arguments)));
      case "commit" -> journal.commit(this);
      case "rollback" -> {
        if (arguments == null || arguments.length == 0) {
          journal.rollback(this);
        } else {
          pass(physical, method, arguments);
        }
      }
      case "createStatement", "prepareStatement", "prepareCall" -> {
        return statement(method, arguments);
      }
      case "getMetaData" -> {
        return new MetaDataView(this, physical.getMetaData()).proxy();
      }
      case "unwrap" -> {
        return unwrap((Class<?>) Objects.requireNonNull(first(arguments)));
      }
      case "isWrapperFor" -> {
        return ((Class<?>) Objects.requireNonNull(first(arguments))).isInstance(proxy)
            || Boolean.TRUE.equals(pass(physical, method, arguments));
      }
      case "abort" -> {
        closed = true;
        return pass(physical, method, arguments);
      }
      case "setSchema", "setCatalog", "setClientInfo" -> {
        journal.changed();
        return pass(physical, method, arguments);
      }
      case "setReadOnly", "setTransactionIsolation", "setNetworkTimeout", "setHoldability" -> {
        remember(method.getName());
        return pass(physical, method, arguments);
      }
      case "setSavepoint" -> {
        journal.enterUnseen(this);
        return pass(physical, method, arguments);
      }
      default -> {
        return pass(physical, method, arguments);
      }
    }
    return null;
  }

  /// JDBC: turning auto-commit on commits.
  private void setAutoCommit(boolean wanted) throws SQLException {
    if (wanted && !autoCommit) {
      journal.commit(this);
    }
    autoCommit = wanted;
  }

  private Object statement(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    Object driver = Objects.requireNonNull(pass(journal.physical(), method, arguments));
    String sql = first(arguments) instanceof String text ? text : "";
    // A driver's plain statement may be a prepared one inside: what was asked for decides.
    Class<? extends Statement> asked = method.getReturnType().asSubclass(Statement.class);
    return new StatementView(this, (Statement) driver, sql).proxy(asked);
  }

  private Object unwrap(Class<?> type) throws SQLException {
    if (type.isInstance(proxy)) {
      return proxy;
    }
    // What the driver's own interface does is not seen; it must at least find the transaction.
    journal.enterUnseen(this);
    journal.changed();
    return journal.physical().unwrap(type);
  }

  private void remember(String setter) throws SQLException {
    if (undo.containsKey(setter)) {
      return;
    }
    Connection physical = journal.physical();
    switch (setter) {
      case "setReadOnly" -> {
        boolean readOnly = physical.isReadOnly();
        undo.put(setter, put(() -> physical.setReadOnly(readOnly)));
      }
      case "setTransactionIsolation" -> {
        int isolation = physical.getTransactionIsolation();
        undo.put(setter, put(() -> physical.setTransactionIsolation(isolation)));
      }
      case "setNetworkTimeout" -> {
        int millis = physical.getNetworkTimeout();
        undo.put(setter, put(() -> physical.setNetworkTimeout(Runnable::run, millis)));
      }
      default -> {
        int holdability = physical.getHoldability();
        undo.put(setter, put(() -> physical.setHoldability(holdability)));
      }
    }
  }

  private void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    if (journal.physical().isClosed()) {
      return;
    }
    journal.closed(this);
    for (Callable<?> step : undo.values()) {
      try {
        step.call();
      } catch (SQLException failure) {
        throw failure;
      } catch (Exception impossible) {
        throw new SQLException(impossible);
      }
    }
  }

  private static @Nullable Object first(@Nullable Object @Nullable [] arguments) {
    return arguments == null || arguments.length == 0 ? null : arguments[0];
  }

  /// A proxy is equal to itself alone; asking its own `equals` would lead back here.
  @SuppressWarnings("ReferenceEquality")
  static boolean same(Object proxy, @Nullable Object other) {
    return proxy == other;
  }

  private interface Put {
    void back() throws SQLException;
  }

  private static Callable<?> put(Put step) {
    return () -> {
      step.back();
      return true;
    };
  }

  /// Keeps the way from meta data back to a connection inside the view.
  private record MetaDataView(ConnectionView connection, DatabaseMetaData driver)
      implements InvocationHandler {
    DatabaseMetaData proxy() {
      return ConnectionView.proxy(DatabaseMetaData.class, this);
    }

    @Override
    public @Nullable Object invoke(
        Object self, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      return switch (method.getName()) {
        case "equals" -> same(self, first(arguments));
        case "hashCode" -> System.identityHashCode(self);
        case "getConnection" -> connection.proxy();
        default -> pass(driver, method, arguments);
      };
    }
  }
}
