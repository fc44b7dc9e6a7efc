package dev.lockstep.dialects.postgres;

import dev.lockstep.dialects.jdbc.FailureCause;
import dev.lockstep.dialects.jdbc.NetworkCauses;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Reads what a PostgreSQL error means.
///
/// *Source*: https://www.postgresql.org/docs/current/errcodes-appendix.html
final class PostgresErrors {
  private PostgresErrors() {}

  static FailureCause cause(SQLException failure) {
    FailureCause network = NetworkCauses.of(failure);
    if (network != null) {
      return network;
    }
    String state = failure.getSQLState();
    if (state == null) {
      return FailureCause.OTHER;
    }
    return switch (state) {
      case "28000", "28P01" -> FailureCause.WRONG_CREDENTIALS;
      case "3D000" -> FailureCause.UNKNOWN_DATABASE;
      case "53300" -> FailureCause.TOO_MANY_CONNECTIONS;
      case "25006" -> FailureCause.READ_ONLY;
      case "42501" -> FailureCause.PERMISSION_DENIED;
      case "53100" -> FailureCause.DISK_FULL;
      case "53200", "53000", "53400", "54000", "54001" -> FailureCause.OUT_OF_MEMORY;
      case "55P03" -> FailureCause.LOCK_TIMEOUT;
      case "40P01" -> FailureCause.DEADLOCK;
      case "40001" -> FailureCause.SERIALIZATION;
      case "57014" -> FailureCause.STATEMENT_TIMEOUT;
      case "57P03" -> FailureCause.UNAVAILABLE;
      case "57P01", "57P02", "57P05", "25P03", "25P04" -> FailureCause.CONNECTION_LOST;
      case "42P01" -> FailureCause.MISSING_TABLE;
      case "3F000" -> FailureCause.NO_SCHEMA;
      case "42601" -> FailureCause.SYNTAX;
      // PgBouncer refuses start-up settings that it cannot keep apart for its clients.
      case "08P01" -> pooler(failure) ? FailureCause.POOLER : FailureCause.CONNECTION_LOST;
      case "08001" -> FailureCause.CONNECTION_REFUSED;
      case "08004" ->
          String.valueOf(failure.getMessage()).contains("SSL")
              ? FailureCause.ENCRYPTION
              : FailureCause.WRONG_CREDENTIALS;
      default -> state.startsWith("08") ? FailureCause.CONNECTION_LOST : FailureCause.OTHER;
    };
  }

  /// Returns the server's message with its detail, which names the key that is there twice or the
  /// row that refers to nothing.
  static @Nullable String serverMessage(SQLException failure) {
    ServerErrorMessage said = said(failure);
    if (said != null) {
      String detail = said.getDetail();
      return detail == null ? said.getMessage() : said.getMessage() + "; " + unended(detail);
    }
    String told = failure.getMessage();
    return NetworkCauses.of(failure) != null || told == null ? null : unended(told);
  }

  static @Nullable String serverMessageWithoutDetail(SQLException failure) {
    ServerErrorMessage said = said(failure);
    return said == null ? serverMessage(failure) : said.getMessage();
  }

  private static String unended(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  /// *Units*: the server counts characters (code points) from 1.
  static int blamedOffset(SQLException failure, String statement) {
    ServerErrorMessage said = said(failure);
    int position = said == null ? 0 : said.getPosition();
    if (position < 1 || position - 1 > statement.codePointCount(0, statement.length())) {
      return -1;
    }
    return statement.offsetByCodePoints(0, position - 1);
  }

  private static boolean pooler(SQLException failure) {
    String said = serverMessage(failure);
    return said != null && said.contains("unsupported startup parameter");
  }

  private static @Nullable ServerErrorMessage said(SQLException failure) {
    return failure instanceof PSQLException server ? server.getServerErrorMessage() : null;
  }
}
