package dev.lockstep.scratch;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is a server on which databases are made and thrown away.
public interface ScratchServer extends AutoCloseable {
  /// Gives out an empty database that nobody else has; it is thrown away when it is closed.
  ///
  /// *Errors*: `RESOURCE_EXHAUSTED` or `DATABASE_DENIED` when there can be none.
  ScratchDatabase create();

  /// Returns the server on which a database of a major version is to be tried: one of that version,
  /// or this one where there is none.
  default ScratchServer like(int majorVersion) {
    return this;
  }

  /// Returns the server on which what is meant for a database is tried, where databases begin as
  /// that one did.
  default ScratchServer like(DatabaseSchema live) {
    return alike(like(live.majorVersion()), live.beginning());
  }

  /// Returns a server whose databases begin with some statements.
  static ScratchServer alike(ScratchServer server, List<String> beginning) {
    return beginning.isEmpty() ? server : new BegunScratch(server, beginning);
  }

  /// Makes an exception for users out of what a scratch database says for no fault of theirs.
  static LockstepException failed(SQLException cause) {
    return new LockstepException(
        ErrorCode.RESOURCE_EXHAUSTED,
        "The scratch database failed: " + cause.getMessage(),
        "Run the same command again.",
        cause);
  }

  /// Says how to reach one of the databases.
  ///
  /// @param options what every connection to it is told
  record Address(
      String url,
      @Nullable String user,
      @Nullable String password,
      SequencedMap<String, String> options) {
    public Address(String url, @Nullable String user, @Nullable String password) {
      this(url, user, password, new LinkedHashMap<>());
    }

    /// Leaves the password out.
    @Override
    public String toString() {
      return url;
    }
  }

  @Override
  void close();

  /// Is one of its databases.
  ///
  /// @param address for whoever needs connections of their own; they end before this is closed
  /// @param ours whether everything on the server may be changed, such as its roles
  /// @param discard throws the database away, once nobody is connected to it
  record ScratchDatabase(Connection connection, Address address, boolean ours, Runnable discard)
      implements AutoCloseable {
    private static final Pattern COLLISION =
        Pattern.compile("tuple concurrently (updated|deleted)");
    private static final int MOST_COLLISIONS = 100;
    private static final Pattern MISSING_ROLE = Pattern.compile("role \"(.*)\" does not exist");
    private static final Pattern PRESENT_ROLE =
        Pattern.compile("(?is)CREATE\\s+(ROLE|USER|GROUP)\\b.*");
    private static final String DUPLICATE_OBJECT = "42710";

    /// Runs a statement. Roles belong to a whole server and not to a schema; on a server of our own
    /// they are made as they are needed, and one that an earlier database has made is there.
    public void execute(String sql) throws SQLException {
      execute(sql, _ -> {});
    }

    /// Like [#execute(String)], and hands over what the server remarks.
    void execute(String sql, Consumer<SQLWarning> remarks) throws SQLException {
      try {
        making(() -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            for (SQLWarning one = statement.getWarnings();
                one != null;
                one = one.getNextWarning()) {
              remarks.accept(one);
            }
          }
        });
      } catch (SQLException e) {
        if (!ours
            || !DUPLICATE_OBJECT.equals(e.getSQLState())
            || !PRESENT_ROLE.matcher(sql).matches()) {
          throw e;
        }
      }
    }

    /// Is what may need a role that is not there.
    interface Action {
      void run() throws SQLException;
    }

    /// Does something as often as it takes to make the roles that it needs.
    void making(Action action) throws SQLException {
      try {
        again(connection, action);
      } catch (SQLException e) {
        if (!makeRole(String.valueOf(e.getMessage()))) {
          throw e;
        }
        making(action);
      }
    }

    /// Does something again that PostgreSQL gives up where somebody else changes the same role at
    /// that moment: the next database is made ready while this one is in use.
    static void again(Connection connection, Action action) throws SQLException {
      for (int time = 1; ; time++) {
        try {
          action.run();
          return;
        } catch (SQLException e) {
          if (time == MOST_COLLISIONS
              || !COLLISION.matcher(String.valueOf(e.getMessage())).find()
              || !connection.getAutoCommit()) {
            throw e;
          }
        }
      }
    }

    /// Makes the role that a server says is missing; returns whether it said so and may be done.
    public boolean makeRole(String message) throws SQLException {
      Matcher role = MISSING_ROLE.matcher(message);
      if (!ours || !role.find()) {
        return false;
      }
      try (Statement statement = connection.createStatement()) {
        String name = "\"" + role.group(1).replace("\"", "\"\"") + "\"";
        statement.execute("CREATE ROLE " + name);
        statement.execute("GRANT " + name + " TO CURRENT_USER");
      }
      return true;
    }

    /// Begins as another database did. What this server lacks for that, such as a collation of a
    /// sister product, shows as a difference later.
    public void begin(List<String> statements) throws SQLException {
      for (String statement : statements) {
        try {
          execute(statement);
        } catch (SQLException e) {
          if (!connection.isValid(0)) {
            throw e;
          }
        }
      }
    }

    public void execute(List<String> statements) throws SQLException {
      for (String statement : statements) {
        execute(statement);
      }
    }

    @Override
    public void close() throws SQLException {
      try {
        connection.close();
      } finally {
        discard.run();
      }
    }
  }
}
