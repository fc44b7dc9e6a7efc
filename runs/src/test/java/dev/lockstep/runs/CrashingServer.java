package dev.lockstep.runs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lockstep.config.PipelineYaml;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.run.Outcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/// Is a server that ends as by `kill -9` before one of its calls to the database.
///
/// *Shape*: what steps do is rows of the table `effect`, each written once however often a try is
/// taken: a worker that is told `again` looks first.
final class CrashingServer {
  static final int CRASHED = 9;

  private final AtomicInteger calls = new AtomicInteger();
  private final int last;

  private CrashingServer(int last) {
    this.last = last;
  }

  /// @param arguments URL, user, password, run, and the number of the call before which it ends
  public static void main(String[] arguments) throws Exception {
    CrashingServer server = new CrashingServer(Integer.parseInt(arguments[4]));
    try (HikariDataSource source = pool(arguments[0], arguments[1], arguments[2]);
        Runs runs = open("crashing", server.counted(source), source)) {
      runs.start();
      while (!runs.find(Long.parseLong(arguments[3])).isOver()) {
        Thread.sleep(10);
      }
    }
    // Threads of the scheduler may be waiting for their next turn.
    Runtime.getRuntime().halt(0);
  }

  static HikariDataSource pool(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    return new HikariDataSource(config);
  }

  /// @param source for the runs
  /// @param target for what steps do
  static Runs open(String name, DataSource source, DataSource target) {
    return new Runs(
        source,
        new Runs.Settings(
            name,
            4,
            Duration.ofMillis(100),
            Duration.ofMillis(50),
            InstantSource.system(),
            (file, content) ->
                PipelineYaml.read(file, content.getBytes(StandardCharsets.UTF_8)).orThrow(),
            java.util.Map.of(),
            Chore.Ends.NOBODY),
        (step, _) -> {
          try (Connection connection = target.getConnection()) {
            if (!step.again() || !isThere(connection, step.id())) {
              write(connection, step.id());
            }
            return new Outcome.Succeeded(new Value.Fields(new LinkedHashMap<>()));
          } catch (SQLException failed) {
            throw new IllegalStateException(failed);
          }
        });
  }

  private static boolean isThere(Connection connection, String step) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM effect WHERE step = ?")) {
      select.setString(1, step);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private static void write(Connection connection, String step) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO effect (step) VALUES (?)")) {
      insert.setString(1, step);
      insert.executeUpdate();
    }
  }

  private DataSource counted(DataSource source) {
    return (DataSource) proxy(source, DataSource.class);
  }

  private Object proxy(Object target, Class<?> type) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          String name = method.getName();
          if (name.startsWith("execute") || name.equals("commit")) {
            if (calls.incrementAndGet() == last) {
              Runtime.getRuntime().halt(CRASHED);
            }
          }
          try {
            Object result = method.invoke(target, arguments);
            return switch (result) {
              case PreparedStatement statement -> proxy(statement, PreparedStatement.class);
              case Statement statement -> proxy(statement, Statement.class);
              case Connection connection -> proxy(connection, Connection.class);
              case null, default -> result;
            };
          } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
          }
        };
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }
}
