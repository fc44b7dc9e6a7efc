package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.ServerFacts;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import liquibase.database.DatabaseConnection;
import liquibase.database.jvm.JdbcConnection;
import org.jspecify.annotations.Nullable;

/// Stands in for a live connection while SQL is generated: answers who the server is from known
/// facts, and notes every attempt to ask more than that.
///
/// A changeset whose generation asks more depends on the live database and is left to the engine;
/// nothing is ever sent.
final class FactsConnection {
  private final ServerFacts facts;
  private final JdbcConnection connection;
  private boolean queried;
  private boolean userRead;

  FactsConnection(ServerFacts facts) {
    this.facts = facts;
    Connection jdbc = proxy(Connection.class, this::onConnection);
    this.connection = new Facts(jdbc, this);
  }

  JdbcConnection connection() {
    return connection;
  }

  /// Forgets what was asked so far.
  void reset() {
    queried = false;
    userRead = false;
  }

  /// Tells whether anything was asked that only the live database can answer.
  boolean queried() {
    return queried;
  }

  /// Tells whether the login's name was asked for.
  boolean userRead() {
    return userRead;
  }

  static boolean isBehind(@Nullable DatabaseConnection connection) {
    return connection instanceof Facts;
  }

  static void noteQuery(@Nullable DatabaseConnection connection) {
    if (connection instanceof Facts known) {
      known.owner.queried = true;
    }
  }

  private @Nullable Object onConnection(Method method, @Nullable Object[] arguments)
      throws SQLException {
    return switch (method.getName()) {
      case "getMetaData" -> proxy(DatabaseMetaData.class, this::onMetaData);
      case "createStatement" -> proxy(Statement.class, this::onStatement);
      case "getCatalog" -> facts.database().isEmpty() ? null : facts.database();
      case "getSchema" -> facts.defaultSchema();
      case "nativeSQL" -> arguments[0];
      case "prepareStatement", "prepareCall" -> prepared(String.valueOf(arguments[0]));
      default -> nothing(method);
    };
  }

  private CallableStatement prepared(String sql) throws SQLException {
    ResultSet known = answer(sql);
    return proxy(
        CallableStatement.class,
        (method, _) ->
            switch (method.getName()) {
              case "executeQuery" -> known;
              case "execute", "executeUpdate", "executeBatch" -> throw refuse();
              default -> nothing(method);
            });
  }

  private @Nullable Object onMetaData(Method method, @Nullable Object[] arguments)
      throws SQLException {
    return switch (method.getName()) {
      case "getDatabaseProductName" -> facts.product();
      case "getDatabaseProductVersion" -> facts.version();
      case "getDatabaseMajorVersion" -> facts.majorVersion();
      case "getDatabaseMinorVersion" -> facts.minorVersion();
      case "getURL" -> facts.url();
      case "getSQLKeywords" -> facts.keywords();
      case "getUserName" -> {
        userRead = true;
        yield facts.user();
      }
      case "supportsMixedCaseIdentifiers" -> facts.identifierCase().mixed();
      case "storesUpperCaseIdentifiers" -> facts.identifierCase().upper();
      case "storesLowerCaseIdentifiers" -> facts.identifierCase().lower();
      case "getConnection" -> connection.getUnderlyingConnection();
      default -> {
        if (method.getReturnType() == ResultSet.class) {
          throw refuse();
        }
        yield nothing(method);
      }
    };
  }

  private @Nullable Object onStatement(Method method, @Nullable Object[] arguments)
      throws SQLException {
    return switch (method.getName()) {
      case "executeQuery" -> answer(String.valueOf(arguments[0]));
      case "execute", "executeUpdate", "executeBatch", "executeLargeUpdate" -> throw refuse();
      default -> nothing(method);
    };
  }

  private ResultSet answer(String sql) throws SQLException {
    String question = sql.toLowerCase(Locale.ROOT).strip();
    if (question.contains("current_schema")) {
      return rows(facts.defaultSchema());
    }
    if (question.equals("show search_path")) {
      return rows(facts.defaultSchema());
    }
    if (question.contains("edb_redwood_date")) {
      return rows();
    }
    throw refuse();
  }

  private static ResultSet rows(@Nullable String... values) {
    return proxy(ResultSet.class, new Rows(values));
  }

  private SQLException refuse() {
    queried = true;
    return new SQLException("only the live database can answer this");
  }

  private static @Nullable Object nothing(Method method) {
    Class<?> type = method.getReturnType();
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    return type == String.class ? "" : null;
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          if (method.getDeclaringClass() == Object.class) {
            return onObject(self, method, arguments);
          }
          return answers.answer(method, arguments == null ? new Object[0] : arguments);
        };
    return type.cast(
        Proxy.newProxyInstance(
            FactsConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @SuppressWarnings("ReferenceEquality") // a stand-in is equal to itself alone
  private static Object onObject(Object self, Method method, @Nullable Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> "facts about a server";
    };
  }

  private interface Answers {
    @Nullable Object answer(Method method, @Nullable Object[] arguments) throws SQLException;
  }

  /// Marks the stand-in among Liquibase's connections, and answers what every reading asks without
  /// a stand-in for the driver's description of the server, which takes a cold start a while.
  private static final class Facts extends JdbcConnection {
    private final FactsConnection owner;

    Facts(Connection connection, FactsConnection owner) {
      super(connection);
      this.owner = owner;
    }

    @Override
    public String getDatabaseProductName() {
      return owner.facts.product();
    }

    @Override
    public String getDatabaseProductVersion() {
      return owner.facts.version();
    }

    @Override
    public int getDatabaseMajorVersion() {
      return owner.facts.majorVersion();
    }

    @Override
    public int getDatabaseMinorVersion() {
      return owner.facts.minorVersion();
    }

    @Override
    public String getURL() {
      return owner.facts.url();
    }

    @Override
    public String getConnectionUserName() {
      owner.userRead = true;
      return owner.facts.user();
    }
  }

  /// Is a result of one column.
  private static final class Rows implements Answers {
    private final List<@Nullable String> values;
    private int at = -1;

    Rows(@Nullable String... values) {
      this.values = java.util.Arrays.asList(values);
    }

    @Override
    public @Nullable Object answer(Method method, @Nullable Object[] arguments) {
      return switch (method.getName()) {
        case "next" -> ++at < values.size();
        case "getString", "getObject" -> values.get(at);
        case "getMetaData" ->
            proxy(
                ResultSetMetaData.class,
                (question, _) ->
                    question.getName().equals("getColumnCount") ? (Object) 1 : nothing(question));
        default -> nothing(method);
      };
    }
  }
}
