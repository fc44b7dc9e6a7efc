package dev.lockstep.dialects.h2;

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
import dev.lockstep.sql.H2Splitter;
import dev.lockstep.sql.Splitter;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// H2 2.x.
public final class H2Product implements Product {
  private final Splitter splitter = new H2Splitter();

  @Override
  public String name() {
    return "h2";
  }

  @Override
  public String title() {
    return "H2";
  }

  @Override
  public Reach reach() {
    return Reach.LOCAL_FILES;
  }

  @Override
  public Driver driver(DriverLocator locator) {
    return locator.find("org.h2.Driver", "h2", "com.h2database:h2");
  }

  @Override
  public ConnectionPlan plan(
      ConnectionDefinition definition, ExecutionSettings settings, String token) {
    return H2Connection.plan(definition, settings, quoted(definition.schema()));
  }

  private @Nullable String quoted(@Nullable String schema) {
    return schema == null ? null : quote(schema);
  }

  @Override
  public SessionFacts begin(Connection connection, ExecutionSettings settings) throws SQLException {
    DatabaseMetaData driver = connection.getMetaData();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT CURRENT_CATALOG, CURRENT_USER, CURRENT_SCHEMA, SESSION_ID()")) {
      row.next();
      Server server =
          new Server(
              "H2",
              driver.getDatabaseProductVersion(),
              driver.getDatabaseMajorVersion(),
              driver.getDatabaseMinorVersion(),
              row.getString(1),
              row.getString(2),
              row.getString(3));
      return new SessionFacts(
          server, row.getLong(4), null, List.of("SET SCHEMA " + quote(row.getString(3))));
    }
  }

  /// *Source*: https://h2database.com/javadoc/org/h2/api/ErrorCode.html
  @Override
  public FailureCause cause(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case 28000 -> FailureCause.WRONG_CREDENTIALS;
      case 90013, 90146, 90149 -> FailureCause.UNKNOWN_DATABASE;
      case 90096, 90040 -> FailureCause.PERMISSION_DENIED;
      case 90097 -> FailureCause.READ_ONLY;
      case 90100 -> FailureCause.DISK_FULL;
      case 90108 -> FailureCause.OUT_OF_MEMORY;
      case 50200 -> FailureCause.LOCK_TIMEOUT;
      case 40001 -> FailureCause.DEADLOCK;
      case 90131 -> FailureCause.SERIALIZATION;
      case 57014, 90051 -> FailureCause.STATEMENT_TIMEOUT;
      // Another process has the file open.
      case 90020 -> FailureCause.UNAVAILABLE;
      case 90007, 90067, 90098, 90121 -> network(failure, FailureCause.CONNECTION_LOST);
      case 42102, 42103, 42104, 90079 -> FailureCause.MISSING_TABLE;
      case 42000, 42001 -> FailureCause.SYNTAX;
      default -> network(failure, FailureCause.OTHER);
    };
  }

  private static FailureCause network(SQLException failure, FailureCause otherwise) {
    FailureCause network = NetworkCauses.of(failure);
    return network == null ? otherwise : network;
  }

  @Override
  public @Nullable String serverMessage(SQLException failure) {
    String message = failure.getMessage();
    int statement = message == null ? -1 : message.indexOf("; SQL statement:");
    return statement < 0 || message == null ? message : message.substring(0, statement);
  }

  /// The message repeats the statement with `[*]` where it stopped being understood.
  @Override
  public int blamedOffset(SQLException failure, String statement) {
    String message = failure.getMessage();
    int mark = message == null ? -1 : message.indexOf("[*]");
    int start = message == null ? -1 : message.lastIndexOf('"', mark);
    return mark < 0 || start < 0 ? -1 : Math.min(mark - start - 1, statement.length());
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

  @Override
  public String quote(String identifier) {
    return Literals.standardQuote(identifier);
  }

  @Override
  public String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case Boolean truth -> truth ? "TRUE" : "FALSE";
      case Number number -> Literals.number(number);
      case Instant instant -> "TIMESTAMP WITH TIME ZONE '" + instant + "'";
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
              case RowWrite.Value.Now now -> "CURRENT_TIMESTAMP";
              case RowWrite.Value.ElapsedMillis elapsed -> throw Literals.unmeasured();
            });
  }
}
