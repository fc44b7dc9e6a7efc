package dev.lockstep.embedded;

import org.jspecify.annotations.Nullable;

/// Says why a server could not be unpacked, started or stopped, in one sentence that a user can act
/// on; never holds a password.
public final class EmbeddedServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EmbeddedServerException(String message) {
    this(message, null);
  }

  public EmbeddedServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
