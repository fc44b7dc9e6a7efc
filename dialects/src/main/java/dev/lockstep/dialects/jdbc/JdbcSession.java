package dev.lockstep.dialects.jdbc;

import dev.lockstep.dialect.CommitControl;
import dev.lockstep.dialect.CommitPolicy;
import dev.lockstep.dialect.Dialect;
import dev.lockstep.dialect.Row;
import dev.lockstep.dialect.Server;
import dev.lockstep.dialect.Session;
import dev.lockstep.dialects.jdbc.journal.Journal;
import dev.lockstep.dialects.jdbc.journal.SessionCare;
import dev.lockstep.dialects.jdbc.journal.StatementObserver;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.sql.StatementTrait;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/// Is one physical JDBC connection to a target.
///
/// *Shape*: rests in autocommit mode; whoever changes that for a transaction of its own changes it
/// back.
public final class JdbcSession implements Session {
  private final Product product;
  private final Connection connection;
  private final SessionFacts facts;
  private final ExecutionSettings settings;
  private final String place;
  private final Journal journal;

  JdbcSession(
      Product product,
      Connection connection,
      SessionFacts facts,
      ExecutionSettings settings,
      String place) {
    this.product = product;
    this.connection = connection;
    this.facts = facts;
    this.settings = settings;
    this.place = place;
    this.journal = new Journal(connection, care());
  }

  /// Returns the physical connection, unobserved.
  public Connection raw() {
    return connection;
  }

  public Product product() {
    return product;
  }

  public SessionFacts facts() {
    return facts;
  }

  public ExecutionSettings settings() {
    return settings;
  }

  /// Returns how messages name the database, without credentials.
  public String place() {
    return place;
  }

  @Override
  public Dialect dialect() {
    return product;
  }

  @Override
  public Server server() {
    return facts.server();
  }

  @Override
  public List<Row> query(String sql, Object... arguments) {
    try {
      return read(sql, arguments);
    } catch (SQLException failure) {
      throw translate(failure, "read from the database", sql);
    }
  }

  @Override
  public Optional<List<Row>> queryIfPresent(String sql, Object... arguments) {
    try {
      return Optional.of(read(sql, arguments));
    } catch (SQLException failure) {
      if (product.isMissingTable(failure)) {
        return Optional.empty();
      }
      throw translate(failure, "read from the database", sql);
    }
  }

  @Override
  public long update(String sql, Object... arguments) {
    try {
      if (!connection.getAutoCommit()) {
        throw new IllegalStateException(
            "a transaction is open; bookkeeping would become part of it");
      }
      return write(sql, arguments);
    } catch (SQLException failure) {
      throw translate(failure, "write Lockstep's own tables", sql);
    }
  }

  /// Makes an exception for users out of a driver's.
  ///
  /// @param doing what was tried, as words behind "cannot"
  public LockstepException translate(SQLException failure, String doing) {
    return Failures.translate(product, failure, doing, place, "");
  }

  /// Like [#translate(SQLException, String)], naming the line and column of the statement that the
  /// server blames.
  public LockstepException translate(SQLException failure, String doing, String statement) {
    return Failures.translate(product, failure, doing, place, statement);
  }

  @Override
  public <T> T as(Class<T> type) {
    if (type == Connection.class) {
      return type.cast(journal.connection());
    }
    if (type == DataSource.class) {
      return type.cast(journal.dataSource());
    }
    if (type == DatabaseMetaData.class) {
      return type.cast(metaData());
    }
    if (type == CommitControl.class) {
      CommitControl control = this::govern;
      return type.cast(control);
    }
    throw new IllegalArgumentException("a JDBC session cannot be viewed as " + type.getName());
  }

  private DatabaseMetaData metaData() {
    try {
      return connection.getMetaData();
    } catch (SQLException e) {
      throw translate(e, "ask the driver");
    }
  }

  /// Lets an observer hear of every execution on this session's views until the result is closed.
  public Observation observe(StatementObserver observer) {
    StatementObserver previous = journal.observe(observer);
    return () -> journal.observe(previous);
  }

  /// Ends an observation when closed.
  public interface Observation extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException alreadyGone) {
      // A connection that cannot be closed is lost already: the server has freed what it held.
      return;
    }
  }

  private CommitControl.Scope govern(CommitPolicy policy) {
    switchTo(policy);
    return () -> switchTo(CommitPolicy.FORWARD_ALL);
  }

  private void switchTo(CommitPolicy policy) {
    try {
      journal.govern(policy);
    } catch (SQLException failure) {
      throw translate(failure, "commit");
    }
  }

  private SessionCare care() {
    return new SessionCare(
        product::isLockTimeout,
        this::refusesTransaction,
        physical -> product.restore(physical, facts, settings),
        settings,
        Thread::sleep,
        RandomGenerator.getDefault());
  }

  private boolean refusesTransaction(String sql) {
    try {
      return product.splitter().split(sql).stream()
          .anyMatch(statement -> statement.has(StatementTrait.NOT_IN_TRANSACTION));
    } catch (LockstepException unreadable) {
      // The server is the judge of what cannot be split.
      return false;
    }
  }

  private List<Row> read(String sql, Object... arguments) throws SQLException {
    if (arguments.length == 0) {
      try (Statement statement = plain();
          ResultSet result = statement.executeQuery(sql)) {
        return ResultRow.readAll(result);
      }
    }
    try (PreparedStatement statement = bind(sql, arguments);
        ResultSet result = statement.executeQuery()) {
      return ResultRow.readAll(result);
    }
  }

  private long write(String sql, Object... arguments) throws SQLException {
    if (arguments.length == 0) {
      try (Statement statement = plain()) {
        return statement.executeUpdate(sql);
      }
    }
    try (PreparedStatement statement = bind(sql, arguments)) {
      return statement.executeUpdate();
    }
  }

  /// Sends text as it is: no question mark is a parameter, no brace an escape of JDBC.
  private Statement plain() throws SQLException {
    Statement statement = connection.createStatement();
    statement.setEscapeProcessing(false);
    return statement;
  }

  private PreparedStatement bind(String sql, Object... arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int index = 0; index < arguments.length; index++) {
        statement.setObject(index + 1, arguments[index]);
      }
      return statement;
    } catch (SQLException | RuntimeException failure) {
      statement.close();
      throw failure;
    }
  }
}
