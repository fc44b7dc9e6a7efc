package dev.lockstep.engines.liquibase.worker;

import liquibase.AbstractExtensibleObject;
import liquibase.ui.InputHandler;
import liquibase.ui.UIService;
import org.jspecify.annotations.Nullable;

/// Keeps Liquibase's messages for a terminal away from the terminal.
final class QuietUi extends AbstractExtensibleObject implements UIService {
  private final System.Logger logger = System.getLogger("dev.lockstep.engines.liquibase");

  @Override
  public int getPriority() {
    return PRIORITY_NOT_APPLICABLE;
  }

  @Override
  public void sendMessage(String message) {
    logger.log(System.Logger.Level.DEBUG, message);
  }

  @Override
  public void sendErrorMessage(String message) {
    logger.log(System.Logger.Level.DEBUG, message);
  }

  @Override
  public void sendErrorMessage(String message, Throwable cause) {
    logger.log(System.Logger.Level.DEBUG, message, cause);
  }

  @Override
  public <T> @Nullable T prompt(
      String prompt,
      @Nullable T valueIfNoEntry,
      @Nullable InputHandler<T> inputHandler,
      Class<T> type) {
    return valueIfNoEntry;
  }

  @Override
  public void setAllowPrompt(boolean allowPrompt) {}

  @Override
  public boolean getAllowPrompt() {
    return false;
  }
}
