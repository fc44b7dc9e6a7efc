package dev.lockstep.dialects.jdbc;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Tells network failures by what the JDK threw, which is the same below every driver.
public final class NetworkCauses {
  private static final int DEEPEST = 10;

  private NetworkCauses() {}

  /// Returns the cause, or null when the network is not to blame.
  public static @Nullable FailureCause of(SQLException failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < DEEPEST; depth++, at = at.getCause()) {
      FailureCause cause =
          switch (at) {
            case UnknownHostException unknown -> FailureCause.UNKNOWN_HOST;
            case SocketTimeoutException late -> FailureCause.CONNECT_TIMEOUT;
            case ConnectException refused -> FailureCause.CONNECTION_REFUSED;
            case NoRouteToHostException nowhere -> FailureCause.CONNECTION_REFUSED;
            case SSLException mismatch -> FailureCause.ENCRYPTION;
            case EOFException ended -> FailureCause.CONNECTION_LOST;
            case IOException broken -> FailureCause.CONNECTION_LOST;
            default -> null;
          };
      if (cause != null) {
        return cause;
      }
    }
    return null;
  }
}
