package dev.lockstep.engines.liquibase.worker;

import liquibase.Scope;
import liquibase.database.Database;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.LockService;

/// Takes no lock inside the engine: Lockstep holds the real row of the lock table around the whole
/// run.
///
/// Answers only inside a scope of Lockstep's, so that a plain Liquibase in the same class loader
/// keeps its own.
public final class FenceLockService implements LockService {
  private static final int ABOVE_ALL = 10_000;

  @Override
  public int getPriority() {
    return ABOVE_ALL;
  }

  @Override
  public boolean supports(Database database) {
    return Scope.getCurrentScope().has(Slot.MARK);
  }

  @Override
  public void setDatabase(Database database) {}

  @Override
  public void setChangeLogLockWaitTime(long minutes) {}

  @Override
  public void setChangeLogLockRecheckTime(long seconds) {}

  @Override
  public boolean hasChangeLogLock() {
    return true;
  }

  @Override
  public void waitForLock() {}

  @Override
  public boolean acquireLock() {
    return true;
  }

  @Override
  public void releaseLock() {}

  @Override
  public DatabaseChangeLogLock[] listLocks() {
    return new DatabaseChangeLogLock[0];
  }

  @Override
  public void forceReleaseLock() {}

  @Override
  public void reset() {}

  @Override
  public void init() {}

  @Override
  public void destroy() {}
}
