package dev.lockstep.scratch;

import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/// Is somebody else's server, on which databases may be made; each is dropped when it is given
/// back, and none is kept ready.
///
/// @param server the way to it
public record GivenScratch(SchemaDialect dialect, Server server) implements ScratchServer {
  /// Knows the way to a server.
  public interface Server {
    /// Returns the address of one of its databases; an empty name means any.
    Address address(String database);

    Connection open(Address address) throws SQLException;
  }

  @Override
  public ScratchDatabase create() {
    String name = name();
    try {
      execute(dialect.createDatabase(name));
      Address address = server.address(name);
      return new ScratchDatabase(server.open(address), address, false, () -> drop(name));
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.DATABASE_DENIED,
          "No scratch database could be made on the scratch server: " + e.getMessage(),
          "Let its user create databases, or name no server to have one of Lockstep's own.",
          e);
    }
  }

  /// Others make databases there as well, on this machine and elsewhere.
  private static String name() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return "lockstep_scratch_" + HexFormat.of().formatHex(bytes);
  }

  private void drop(String name) {
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

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.open(server.address(""));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {}
}
