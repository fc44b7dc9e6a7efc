package dev.lockstep.engines.liquibase.worker;

import java.sql.Connection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;

/// Keeps a changeset and its history row in one transaction: Liquibase commits between the two, and
/// that commit is withheld until the row is written.
final class WithheldConnection extends JdbcConnection {
  private boolean withheld;

  WithheldConnection(Connection connection) {
    super(connection);
  }

  void withhold() {
    withheld = true;
  }

  void release() throws DatabaseException {
    withheld = false;
    commit();
  }

  void abandon() {
    withheld = false;
  }

  @Override
  public void commit() throws DatabaseException {
    if (!withheld) {
      super.commit();
    }
  }
}
