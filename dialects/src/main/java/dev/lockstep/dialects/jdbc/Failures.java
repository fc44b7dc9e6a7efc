package dev.lockstep.dialects.jdbc;

import dev.lockstep.error.LockstepException;
import java.sql.SQLException;

/// Words a driver's exception for users.
final class Failures {
  private Failures() {}

  /// Words why no session could be opened.
  static LockstepException connecting(Product product, SQLException failure, String place) {
    FailureCause cause = product.cause(failure);
    FailureCause told = cause == FailureCause.CONNECTION_LOST ? FailureCause.NO_SESSION : cause;
    String reason = told.reason() + said(product, failure);
    return new LockstepException(
        told.code(), "Cannot connect to " + place + ": " + reason + ".", told.nextStep(), failure);
  }

  static LockstepException translate(
      Product product, SQLException failure, String doing, String place, String statement) {
    FailureCause cause = product.cause(failure);
    StringBuilder message = new StringBuilder("Cannot ").append(doing);
    if (!place.isEmpty()) {
      message.append(" (").append(place).append(')');
    }
    message.append(": ").append(cause.reason()).append(said(product, failure));
    if (cause != FailureCause.PERMISSION_DENIED) {
      message.append(where(product, failure, statement));
    }
    message.append('.');
    return new LockstepException(cause.code(), message.toString(), cause.nextStep(), failure);
  }

  private static String said(Product product, SQLException failure) {
    String said = HostileText.clean(product.serverMessage(failure));
    return said.isEmpty() ? "" : " (" + said + ")";
  }

  private static String where(Product product, SQLException failure, String statement) {
    int offset = statement.isEmpty() ? -1 : product.blamedOffset(failure, statement);
    if (offset < 0 || offset > statement.length()) {
      return "";
    }
    int line = 1;
    int lineStart = 0;
    for (int at = 0; at < offset; at++) {
      if (statement.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
    return ", at line " + line + " column " + (offset - lineStart + 1) + " of the statement";
  }
}
