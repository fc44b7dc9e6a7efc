package dev.lockstep.scratch;

import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/// Is somebody else's server, on which databases may be made; each is dropped when it is given
/// back, and none is kept ready.
///
/// *Shape*: a session of its own holds a lock for each database, from before it is made until it is
/// dropped. A database of such a name whose lock nobody holds was left behind by a run that was
/// killed, and the next one drops it.
///
/// @param server the way to it
/// @param rights is told, as words behind "it", what the server's user may do on its machine: who
///   writes what is tried there may do as much
public record GivenScratch(SchemaDialect dialect, Server server, Consumer<String> rights)
    implements ScratchServer {
  /// Knows the way to a server.
  public interface Server {
    /// Returns the address of one of its databases; an empty name means any.
    Address address(String database);

    Connection open(Address address) throws SQLException;
  }

  private static final String PREFIX = "lockstep_scratch_";

  @Override
  public ScratchDatabase create() {
    String mark = mark();
    String name = PREFIX + mark;
    try {
      Connection holder = server.open(server.address(""));
      try {
        dialect.rightsOnMachine(holder).ifPresent(rights);
        dropAbandoned(holder);
        execute(holder, dialect.hold(name, mark));
        execute(holder, dialect.createDatabase(name));
        Address address = server.address(name);
        return new ScratchDatabase(server.open(address), address, false, () -> drop(holder, name));
      } catch (SQLException | RuntimeException e) {
        holder.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.DATABASE_DENIED,
          "No scratch database could be made on the scratch server: " + e.getMessage(),
          "Let its user create databases, or name no server to have one of Lockstep's own.",
          e);
    }
  }

  /// Others make databases there as well, on this machine and elsewhere.
  private static String mark() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void dropAbandoned(Connection holder) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = holder.createStatement();
        ResultSet rows = statement.executeQuery(dialect.abandoned(PREFIX))) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    for (String name : names) {
      try {
        execute(holder, "DROP DATABASE IF EXISTS " + name);
      } catch (SQLException _) {
        // It is another user's, who may drop it.
      }
    }
  }

  private static void drop(Connection holder, String name) {
    try (holder) {
      execute(holder, "DROP DATABASE IF EXISTS " + name);
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.DATABASE_UNREACHABLE,
          "The scratch database " + name + " is left behind: " + e.getMessage(),
          "The next run with this server drops it.",
          e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {}
}
