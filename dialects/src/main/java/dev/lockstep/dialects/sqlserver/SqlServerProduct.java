package dev.lockstep.dialects.sqlserver;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialect.Server;
import dev.lockstep.dialects.jdbc.ConnectionPlan;
import dev.lockstep.dialects.jdbc.DriverLocator;
import dev.lockstep.dialects.jdbc.FailureCause;
import dev.lockstep.dialects.jdbc.Literals;
import dev.lockstep.dialects.jdbc.NetworkCauses;
import dev.lockstep.dialects.jdbc.Product;
import dev.lockstep.dialects.jdbc.RowWrites;
import dev.lockstep.dialects.jdbc.SessionFacts;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.sql.Splitter;
import dev.lockstep.sql.SqlServerSplitter;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SQL Server and Azure SQL.
public final class SqlServerProduct implements Product {
  private final Splitter splitter = new SqlServerSplitter();

  @Override
  public String name() {
    return "sqlserver";
  }

  @Override
  public String title() {
    return "SQL Server";
  }

  @Override
  public Reach reach() {
    return Reach.NETWORK;
  }

  @Override
  public Driver driver(DriverLocator locator) {
    return locator.find(
        "com.microsoft.sqlserver.jdbc.SQLServerDriver",
        "mssql-jdbc",
        "com.microsoft.sqlserver:mssql-jdbc");
  }

  @Override
  public ConnectionPlan plan(
      ConnectionDefinition definition, ExecutionSettings settings, String token) {
    return SqlServerConnection.plan(definition, settings, token);
  }

  @Override
  public SessionFacts begin(Connection connection, ExecutionSettings settings) throws SQLException {
    DatabaseMetaData driver = connection.getMetaData();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT DB_NAME(), SUSER_SNAME(), SCHEMA_NAME(), @@SPID")) {
      row.next();
      Server server =
          new Server(
              "SQL Server",
              driver.getDatabaseProductVersion(),
              driver.getDatabaseMajorVersion(),
              driver.getDatabaseMinorVersion(),
              row.getString(1),
              row.getString(2),
              row.getString(3));
      connection.setNetworkTimeout(Runnable::run, 0);
      return new SessionFacts(
          server, row.getLong(4), null, List.of("USE " + quote(row.getString(1))));
    }
  }

  /// *Source*:
  /// https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors
  @Override
  public FailureCause cause(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case 18452, 18456, 18486, 18487, 18488 -> FailureCause.WRONG_CREDENTIALS;
      case 911, 4060 -> FailureCause.UNKNOWN_DATABASE;
      case 229, 230, 262, 297, 300, 916, 15247 -> FailureCause.PERMISSION_DENIED;
      case 3906, 3908 -> FailureCause.READ_ONLY;
      case 1101, 1105, 9002 -> FailureCause.DISK_FULL;
      case 701, 802, 8645 -> FailureCause.OUT_OF_MEMORY;
      case 10928, 10929, 17809 -> FailureCause.TOO_MANY_CONNECTIONS;
      case 1222 -> FailureCause.LOCK_TIMEOUT;
      case 1205 -> FailureCause.DEADLOCK;
      case 3960 -> FailureCause.SERIALIZATION;
      case 596, 6005, 10053, 10054 -> FailureCause.CONNECTION_LOST;
      case 921, 922, 927, 40197, 40501, 40613 -> FailureCause.UNAVAILABLE;
      case 208 -> FailureCause.MISSING_TABLE;
      case 102, 105, 156, 170, 319 -> FailureCause.SYNTAX;
      default -> bySomethingElse(failure);
    };
  }

  private static FailureCause bySomethingElse(SQLException failure) {
    FailureCause network = NetworkCauses.of(failure);
    if (network != null) {
      return network;
    }
    String state = failure.getSQLState();
    if ("HY008".equals(state)) {
      return FailureCause.STATEMENT_TIMEOUT;
    }
    if ("08S01".equals(state)) {
      return FailureCause.CONNECTION_REFUSED;
    }
    return state != null && state.startsWith("08")
        ? FailureCause.CONNECTION_LOST
        : FailureCause.OTHER;
  }

  @Override
  public int blamedOffset(SQLException failure, String statement) {
    return -1;
  }

  @Override
  public Splitter splitter() {
    return splitter;
  }

  @Override
  public boolean transactionalDdl() {
    return true;
  }

  @Override
  public boolean tellsElapsed() {
    return false;
  }

  @Override
  public String quote(String identifier) {
    return '[' + Literals.withoutNul(identifier).replace("]", "]]") + ']';
  }

  @Override
  public String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case Boolean truth -> truth ? "1" : "0";
      case Number number -> Literals.number(number);
      case Instant instant -> "CAST('" + instant + "' AS datetimeoffset)";
      case String text -> string(text);
      default -> throw new IllegalArgumentException("no literal for " + value.getClass());
    };
  }

  /// A backslash before a line break joins the lines, in a literal as well.
  ///
  /// *Source*:
  /// https://learn.microsoft.com/sql/t-sql/language-elements/sql-server-utilities-statements-backslash
  private static String string(String text) {
    return "N"
        + Literals.standardString(text)
            .replace("\\\r\n", "\\' + N'\r\n")
            .replace("\\\n", "\\' + N'\n");
  }

  @Override
  public String render(RowWrite write) {
    return RowWrites.render(
        this,
        write,
        value ->
            switch (value) {
              case RowWrite.Value.Literal literal -> literal(literal.value());
              case RowWrite.Value.Now now -> "SYSDATETIME()";
              case RowWrite.Value.ElapsedMillis elapsed -> throw Literals.unmeasured();
            });
  }
}
