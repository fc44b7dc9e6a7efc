package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.Server;
import dev.lockstep.dialect.Session;
import dev.lockstep.engines.liquibase.bridge.ServerFacts;
import dev.lockstep.engines.liquibase.bridge.ServerFacts.IdentifierCase;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Gathers what Liquibase must know of a server, reading only.
final class Facts {
  private Facts() {}

  static ServerFacts of(Session session) {
    Server server = session.server();
    // Not through a view of the connection: making one takes a cold start a while.
    DatabaseMetaData data = session.as(DatabaseMetaData.class);
    try {
      String catalog = data.getConnection().getCatalog();
      return new ServerFacts(
          data.getDatabaseProductName(),
          data.getDatabaseProductVersion(),
          data.getDatabaseMajorVersion(),
          data.getDatabaseMinorVersion(),
          catalog == null ? withoutCatalogs(session) : catalog,
          server.user(),
          server.defaultSchema(),
          bare(data.getURL()),
          data.getSQLKeywords(),
          new IdentifierCase(
              data.supportsMixedCaseIdentifiers(),
              data.storesUpperCaseIdentifiers(),
              data.storesLowerCaseIdentifiers()));
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.DATABASE_UNREACHABLE,
          "The database does not tell what it is: " + e.getMessage(),
          null,
          e);
    }
  }

  /// SQLite knows none, and what stands for its database is the path of a file.
  private static String withoutCatalogs(Session session) {
    return session.dialect().name().equals("sqlite") ? "" : session.server().database();
  }

  /// Cuts parameters and credentials off an address; Liquibase only looks at its beginning.
  private static String bare(@Nullable String url) {
    if (url == null) {
      return "";
    }
    String bare = url.split("[?;]", 2)[0];
    int at = bare.indexOf('@');
    int slashes = bare.indexOf("//");
    return at > 0 && slashes > 0 && slashes < at
        ? bare.substring(0, slashes + 2) + bare.substring(at + 1)
        : bare;
  }
}
