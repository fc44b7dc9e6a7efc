package dev.lockstep.dialects.jdbc.journal;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tells the observer of each execution of one statement and repeats it where a lock was in the way
/// and repeating is safe.
///
/// Result sets are the driver's own.
final class StatementView implements InvocationHandler {
  private final ConnectionView connection;
  private final Journal journal;
  private final Statement driver;
  private final String prepared;
  private final List<String> batch = new ArrayList<>();
  private boolean streamed;
  private long updateCount = -1;
  private boolean counted;

  StatementView(ConnectionView connection, Statement driver, String prepared) {
    this.connection = connection;
    this.journal = connection.journal();
    this.driver = driver;
    this.prepared = prepared;
  }

  Statement proxy(Class<? extends Statement> type) {
    return ConnectionView.proxy(type, this);
  }

  @Override
  public @Nullable Object invoke(
      Object self, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
    switch (method.getName()) {
      case "equals" -> {
        return ConnectionView.same(self, first);
      }
      case "hashCode" -> {
        return System.identityHashCode(self);
      }
      case "getConnection" -> {
        return connection.proxy();
      }
      case "addBatch" -> batch.add(first instanceof String sql ? sql : prepared);
      case "clearBatch" -> batch.clear();
      case "getMoreResults" -> counted = false;
      case "getUpdateCount" -> {
        if (counted) {
          return (int) Math.min(updateCount, Integer.MAX_VALUE);
        }
      }
      case "getLargeUpdateCount" -> {
        if (counted) {
          return updateCount;
        }
      }
      case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> {
        return execute(method, arguments, first instanceof String sql ? sql : prepared);
      }
      case "executeBatch", "executeLargeBatch" -> {
        return executeBatch(method, arguments);
      }
      default -> noteStream(arguments);
    }
    return ConnectionView.pass(driver, method, arguments);
  }

  private @Nullable Object execute(
      Method method, @Nullable Object @Nullable [] arguments, String sql) throws Throwable {
    Lead lead = journal.enter(connection, sql);
    journal.observer().before(sql, journal.commit());
    long start = System.nanoTime();
    Object result = repeated(method, arguments, start, !streamed);
    counted = false;
    long rows = rows(method, result);
    journal.observer().after(rows, System.nanoTime() - start);
    journal.left(connection, lead);
    return result;
  }

  private @Nullable Object executeBatch(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    List<String> statements = List.copyOf(batch);
    batch.clear();
    String sql =
        statements.stream().allMatch(prepared::equals) ? prepared : String.join(";\n", statements);
    journal.enter(connection, sql);
    journal.observer().before(sql, journal.commit());
    long start = System.nanoTime();
    // A driver empties its batch also when it fails: there is nothing left to repeat.
    Object result = repeated(method, arguments, start, false);
    journal.observer().after(total(result), System.nanoTime() - start);
    journal.left(connection, Lead.of(statements.isEmpty() ? sql : statements.getLast()));
    return result;
  }

  private @Nullable Object repeated(
      Method method, @Nullable Object @Nullable [] arguments, long start, boolean repeatable)
      throws Throwable {
    for (int attempt = 0; ; attempt++) {
      try {
        return ConnectionView.pass(driver, method, arguments);
      } catch (SQLException failure) {
        if (repeatable
            && attempt < journal.care().settings().lockRetries()
            && journal.care().lockTimeout().test(failure)
            && journal.repeatable(connection)
            && waited(failure, attempt)) {
          continue;
        }
        journal.failed();
        journal.observer().failed(failure, System.nanoTime() - start);
        throw failure;
      } catch (RuntimeException | Error defect) {
        journal.failed();
        journal.observer().failed(new SQLException(defect), System.nanoTime() - start);
        throw defect;
      }
    }
  }

  private boolean waited(SQLException failure, int attempt) throws SQLException {
    Duration delay = journal.care().delay(attempt);
    journal.beforeRepeat();
    journal.observer().retrying(failure, delay);
    try {
      journal.care().pause().sleep(delay);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Asks for the update count once only, as JDBC wants it, and keeps the answer for the library.
  private long rows(Method method, @Nullable Object result) throws SQLException {
    return switch (Objects.requireNonNullElse(result, method)) {
      case Integer rows -> rows;
      case Long rows -> rows;
      case Boolean returnsRows when !returnsRows -> {
        updateCount = driver.getUpdateCount();
        counted = true;
        yield updateCount;
      }
      default -> -1;
    };
  }

  private static long total(@Nullable Object result) {
    long total = 0;
    switch (result) {
      case int[] counts -> {
        for (int count : counts) {
          total += Math.max(count, 0);
        }
      }
      case long[] counts -> {
        for (long count : counts) {
          total += Math.max(count, 0);
        }
      }
      case null, default -> total = -1;
    }
    return total;
  }

  private void noteStream(@Nullable Object @Nullable [] arguments) {
    if (arguments != null) {
      for (Object argument : arguments) {
        streamed |= argument instanceof InputStream || argument instanceof Reader;
      }
    }
  }
}
