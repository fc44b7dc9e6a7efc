package dev.lockstep.dialects.oracle;

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
import dev.lockstep.sql.OracleSplitter;
import dev.lockstep.sql.Splitter;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Oracle Database.
///
/// *Shape*: the lock timeout bounds DDL; there is no statement timeout.
public final class OracleProduct implements Product {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  private final Splitter splitter = new OracleSplitter();

  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public String title() {
    return "Oracle";
  }

  @Override
  public Reach reach() {
    return Reach.NETWORK;
  }

  @Override
  public Driver driver(DriverLocator locator) {
    return locator.find("oracle.jdbc.OracleDriver", "ojdbc", "com.oracle.database.jdbc:ojdbc11");
  }

  @Override
  public ConnectionPlan plan(
      ConnectionDefinition definition, ExecutionSettings settings, String token) {
    return OracleConnection.plan(definition, settings, token, this);
  }

  @Override
  public SessionFacts begin(Connection connection, ExecutionSettings settings) throws SQLException {
    DatabaseMetaData driver = connection.getMetaData();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT SYS_CONTEXT('USERENV', 'DB_NAME'), SYS_CONTEXT('USERENV', 'SESSION_USER'),"
                    + " SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA'), SYS_CONTEXT('USERENV', 'SID')"
                    + " FROM dual")) {
      row.next();
      Server server =
          new Server(
              "Oracle",
              driver.getDatabaseProductVersion(),
              driver.getDatabaseMajorVersion(),
              driver.getDatabaseMinorVersion(),
              row.getString(1),
              row.getString(2),
              row.getString(3));
      connection.setNetworkTimeout(Runnable::run, 0);
      return new SessionFacts(
          server,
          row.getLong(4),
          null,
          List.of("ALTER SESSION SET CURRENT_SCHEMA = " + quote(row.getString(3))));
    }
  }

  /// *Source*: https://docs.oracle.com/en/error-help/db/
  @Override
  public FailureCause cause(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case 1005, 1017, 1045, 28000, 28001 -> FailureCause.WRONG_CREDENTIALS;
      case 12505, 12514 -> FailureCause.UNKNOWN_DATABASE;
      case 12541 -> FailureCause.CONNECTION_REFUSED;
      case 12154, 12545 -> FailureCause.UNKNOWN_HOST;
      case 12170 -> FailureCause.CONNECT_TIMEOUT;
      case 18, 20, 12516, 12519, 12520 -> FailureCause.TOO_MANY_CONNECTIONS;
      case 1031 -> FailureCause.PERMISSION_DENIED;
      case 1456, 16000 -> FailureCause.READ_ONLY;
      case 257, 1536, 1652, 1653, 1654, 1658, 19809 -> FailureCause.DISK_FULL;
      case 4030, 4031 -> FailureCause.OUT_OF_MEMORY;
      case 54, 30006 -> FailureCause.LOCK_TIMEOUT;
      case 60 -> FailureCause.DEADLOCK;
      case 8177 -> FailureCause.SERIALIZATION;
      case 1013 -> FailureCause.STATEMENT_TIMEOUT;
      case 28, 1012, 3113, 3114, 3135, 17008 -> FailureCause.CONNECTION_LOST;
      case 1033, 1034, 1089, 1090, 1109 -> FailureCause.UNAVAILABLE;
      case 942 -> FailureCause.MISSING_TABLE;
      case 900, 901, 903, 905, 906, 907, 911, 917, 920, 921, 922, 923, 933, 936 ->
          FailureCause.SYNTAX;
      default -> bySomethingElse(failure);
    };
  }

  private static FailureCause bySomethingElse(SQLException failure) {
    FailureCause network = NetworkCauses.of(failure);
    return network == null ? FailureCause.OTHER : network;
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
    return false;
  }

  @Override
  public boolean tellsElapsed() {
    return false;
  }

  /// Oracle has no way to write a quotation mark in a name.
  @Override
  public String quote(String identifier) {
    if (identifier.indexOf('"') >= 0) {
      throw new IllegalArgumentException("a name cannot hold a quotation mark in Oracle");
    }
    return Literals.standardQuote(identifier);
  }

  @Override
  public String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case Boolean truth -> truth ? "1" : "0";
      case Number number -> Literals.number(number);
      case Instant instant -> "TIMESTAMP '" + TIME.format(instant) + " +00:00'";
      case String text -> Literals.standardString(text);
      default -> throw new IllegalArgumentException("no literal for " + value.getClass());
    };
  }

  @Override
  public String render(RowWrite write) {
    return RowWrites.render(
        this,
        write,
        value ->
            switch (value) {
              case RowWrite.Value.Literal literal -> literal(literal.value());
              case RowWrite.Value.Now now -> "SYSTIMESTAMP";
              case RowWrite.Value.ElapsedMillis elapsed -> throw Literals.unmeasured();
            });
  }
}
