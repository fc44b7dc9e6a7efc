package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Executor;
import dev.lockstep.deploy.Fence;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Target;
import dev.lockstep.dialect.Session;
import dev.lockstep.dialects.jdbc.JdbcSession;

/// Is one opened target over one JDBC session.
record JdbcTarget(JdbcSession working, Fence fence, Ledger ledger, Executor executor)
    implements Target {
  @Override
  public Session session() {
    return working;
  }

  @Override
  public void close() {
    working.close();
  }
}
