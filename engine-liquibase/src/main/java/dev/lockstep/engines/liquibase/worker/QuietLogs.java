package dev.lockstep.engines.liquibase.worker;

import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.jspecify.annotations.Nullable;

/// Sends Liquibase's log lines to Lockstep's logger, where they are of interest to developers only.
public final class QuietLogs extends AbstractLogService {
  @Override
  public int getPriority() {
    return PRIORITY_NOT_APPLICABLE;
  }

  @Override
  @SuppressWarnings("rawtypes") // Liquibase's signature
  public Logger getLog(@Nullable Class clazz) {
    return new QuietLog();
  }

  @SuppressWarnings("try") // close() is Liquibase's and does nothing
  private static final class QuietLog extends AbstractLogger {
    private final System.Logger logger = System.getLogger("dev.lockstep.engines.liquibase");

    @Override
    public void log(Level level, @Nullable String message, @Nullable Throwable cause) {
      // Liquibase logs every failure that it also throws: what matters reaches the user as an
      // error.
      if (level.intValue() >= Level.INFO.intValue()
          && logger.isLoggable(System.Logger.Level.DEBUG)) {
        logger.log(System.Logger.Level.DEBUG, message == null ? "" : message, cause);
      }
    }
  }
}
