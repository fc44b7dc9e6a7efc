package dev.lockstep.scratch;

import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Is somebody else's server, on which databases may be made; they are dropped at the end.
public final class GivenScratch implements ScratchServer {
  private final SchemaDialect dialect;
  private final Server server;
  private final List<String> created = new ArrayList<>();

  public GivenScratch(SchemaDialect dialect, Server server) {
    this.dialect = dialect;
    this.server = server;
  }

  /// Knows the way to a server.
  public interface Server {
    /// Returns the address of one of its databases; an empty name means any.
    Address address(String database);

    Connection open(Address address) throws SQLException;
  }

  @Override
  public synchronized Address createNamed() {
    String name = "lockstep_scratch_" + ProcessHandle.current().pid() + "_" + (created.size() + 1);
    try {
      execute(dialect.createDatabase(name));
      created.add(name);
      return server.address(name);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  @Override
  public ScratchDatabase connect(Address address) {
    try {
      return new ScratchDatabase(server.open(address), false);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private static LockstepException refused(SQLException cause) {
    return new LockstepException(
        ErrorCode.DATABASE_DENIED,
        "No scratch database could be made on the server of --scratch: " + cause.getMessage(),
        "Let its user create databases, or leave --scratch out.",
        cause);
  }

  @Override
  public synchronized void close() {
    for (String name : created) {
      try {
        execute("DROP DATABASE IF EXISTS " + name);
      } catch (SQLException e) {
        throw new LockstepException(
            ErrorCode.DATABASE_UNREACHABLE,
            "The scratch database " + name + " is left behind: " + e.getMessage(),
            "Drop it by hand.",
            e);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.open(server.address(""));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
