package dev.lockstep.engines.flyway;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/// Keeps the library silent: what happens is told by the journal and the run's listener.
///
/// Public and without arguments because the library makes it by its name.
public final class QuietLogCreator implements LogCreator {
  @Override
  public Log createLogger(Class<?> owner) {
    return new Quiet();
  }

  private static final class Quiet implements Log {
    @Override
    @SuppressWarnings("deprecation") // still abstract in the library's interface
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void error(String message) {}

    @Override
    public void error(String message, Exception failure) {}

    @Override
    public void notice(String message) {}
  }
}
