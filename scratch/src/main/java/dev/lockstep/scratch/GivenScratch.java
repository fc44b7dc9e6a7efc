package dev.lockstep.scratch;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Is somebody else's PostgreSQL server, on which databases may be made; they are dropped at the
/// end.
public final class GivenScratch implements ScratchServer {
  private final Opener opener;
  private final List<String> created = new ArrayList<>();

  /// @param opener connects to a database of the server by name; an empty name means any
  public GivenScratch(Opener opener) {
    this.opener = opener;
  }

  /// Connects to a database of a server.
  public interface Opener {
    Connection open(String database) throws SQLException;
  }

  @Override
  public ScratchDatabase create() {
    String name = "lockstep_scratch_" + ProcessHandle.current().pid() + "_" + (created.size() + 1);
    try {
      execute("CREATE DATABASE " + name + " TEMPLATE template0");
      created.add(name);
      return new ScratchDatabase(opener.open(name), false);
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.DATABASE_DENIED,
          "No scratch database could be made on the server of --scratch: " + e.getMessage(),
          "Let its user create databases, or leave --scratch out.",
          e);
    }
  }

  @Override
  public void close() {
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
    try (Connection connection = opener.open("");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
