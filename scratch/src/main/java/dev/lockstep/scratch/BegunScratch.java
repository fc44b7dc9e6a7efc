package dev.lockstep.scratch;

import java.sql.SQLException;
import java.util.List;

/// Is a server whose databases begin as another one did.
///
/// @param beginning the statements that each is given out with
record BegunScratch(ScratchServer server, List<String> beginning) implements ScratchServer {
  BegunScratch {
    beginning = List.copyOf(beginning);
  }

  @Override
  public ScratchDatabase create() {
    ScratchDatabase database = server.create();
    try {
      database.begin(beginning);
      return database;
    } catch (SQLException e) {
      database.discard().run();
      throw ScratchServer.failed(e);
    }
  }

  @Override
  public ScratchServer like(int majorVersion) {
    return new BegunScratch(server.like(majorVersion), beginning);
  }

  @Override
  public void close() {
    server.close();
  }
}
