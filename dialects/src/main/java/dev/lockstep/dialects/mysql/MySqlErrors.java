package dev.lockstep.dialects.mysql;

import dev.lockstep.dialects.jdbc.FailureCause;
import dev.lockstep.dialects.jdbc.NetworkCauses;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a MySQL or MariaDB error means.
///
/// *Source*: https://mariadb.com/kb/en/mariadb-error-code-reference/ and
/// https://dev.mysql.com/doc/mysql-errors/en/server-error-reference.html
final class MySqlErrors {
  private static final int UNKNOWN_DATABASE = 1049;
  private static final Pattern CONNECTION = Pattern.compile("^\\(conn=\\d+\\) ");
  private static final Pattern NEAR =
      Pattern.compile("near '(.*)' at line (\\d{1,9})", Pattern.DOTALL);

  /// Is how the driver begins when MySQL asks for a password that it would have to send in the
  /// open.
  private static final String NO_KEY = "RSA public key is not available";

  private MySqlErrors() {}

  static FailureCause cause(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case 1045, 1130, 1129, 1251, 1698, 1862, 3118 -> FailureCause.WRONG_CREDENTIALS;
      case 1044, 1142, 1143, 1227, 1370, 1410, 1419 -> FailureCause.PERMISSION_DENIED;
      case UNKNOWN_DATABASE -> FailureCause.UNKNOWN_DATABASE;
      case 1040, 1203, 1226 -> FailureCause.TOO_MANY_CONNECTIONS;
      case 1290, 1792, 1836, 3100 -> FailureCause.READ_ONLY;
      case 1021, 1114, 1030 -> FailureCause.DISK_FULL;
      case 1037, 1038, 1041 -> FailureCause.OUT_OF_MEMORY;
      case 1205, 3572 -> FailureCause.LOCK_TIMEOUT;
      case 1213 -> FailureCause.DEADLOCK;
      case 1020 -> FailureCause.SERIALIZATION;
      case 1317, 1969, 3024 -> FailureCause.STATEMENT_TIMEOUT;
      case 1053, 1927, 2006, 2013, 3169, 4031 -> FailureCause.CONNECTION_LOST;
      case 1146, 1109 -> FailureCause.MISSING_TABLE;
      case 1064, 1149 -> FailureCause.SYNTAX;
      case 1845, 1846 -> FailureCause.MORE_THAN_ALLOWED;
      default -> bySomethingElse(failure);
    };
  }

  /// A statement that qualifies a table with a database that does not exist names the database.
  static boolean isMissingTable(SQLException failure) {
    return cause(failure) == FailureCause.MISSING_TABLE
        || failure.getErrorCode() == UNKNOWN_DATABASE;
  }

  static @Nullable String serverMessage(SQLException failure) {
    String message = failure.getMessage();
    return message == null || NetworkCauses.of(failure) != null
        ? null
        : CONNECTION.matcher(message).replaceFirst("");
  }

  /// The server quotes the text from the place on, at most eighty characters, and names the line
  /// that it had read so far, which may lie behind the place; there is no offset.
  static int blamedOffset(SQLException failure, String statement) {
    String message = failure.getMessage();
    Matcher near = NEAR.matcher(message == null ? "" : message);
    if (!near.find()) {
      return -1;
    }
    String rest = near.group(1);
    if (!rest.isEmpty() && statement.endsWith(rest)) {
      return statement.length() - rest.length();
    }
    int lineStart = startOfLine(statement, Integer.parseInt(near.group(2)));
    int lineEnd = statement.indexOf('\n', lineStart);
    int place =
        rest.isEmpty()
            ? -1
            : statement.lastIndexOf(rest, lineEnd < 0 ? statement.length() : lineEnd);
    return place < 0 ? lineStart : place;
  }

  private static int startOfLine(String statement, int line) {
    int start = 0;
    for (int at = 1; at < line; at++) {
      int end = statement.indexOf('\n', start);
      if (end < 0) {
        return start;
      }
      start = end + 1;
    }
    return start;
  }

  private static FailureCause bySomethingElse(SQLException failure) {
    FailureCause network = NetworkCauses.of(failure);
    if (network != null) {
      return network;
    }
    String message = failure.getMessage();
    if (message != null && message.contains(NO_KEY)) {
      return FailureCause.OPEN_PASSWORD;
    }
    String state = failure.getSQLState();
    return state != null && state.startsWith("08")
        ? FailureCause.CONNECTION_LOST
        : FailureCause.OTHER;
  }
}
