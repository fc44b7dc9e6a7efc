package dev.lockstep.deploy;

import dev.lockstep.dialect.Session;

/// Is one opened target: the working session and what Lockstep keeps and does there.
///
/// *Shape*: all parts share the one working session, so the fence is held by the session that
/// works.
public interface Target extends AutoCloseable {
  Session session();

  Fence fence();

  Ledger ledger();

  Executor executor();

  @Override
  void close();
}
