package dev.lockstep.dialects.target;

import dev.lockstep.dialects.jdbc.HostileText;
import dev.lockstep.dialects.jdbc.Product;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keeps secrets of a statement out of what a server says about it.
///
/// *Shape*: servers quote the text around an error, and rows in a detail. A statement that carries
/// a credential by its grammar gets none of the server's words repeated; one that merely speaks of
/// secrets loses the detail and what the message quotes of its literals. Whatever is withheld is
/// told, with the SQLSTATE.
final class Secrecy {
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          String.join(
              "|",
              "\\b(create|alter)\\s+(or\\s+replace\\s+)?(role|user|group|login|server|subscription"
                  + "|credential|public\\s+database\\s+link|database\\s+link"
                  + "|database\\s+scoped\\s+credential)\\b(?=[\\s\\S]*(password|identified|['$]))",
              "\\bidentified\\s+(by|with|via)\\b",
              "\\bset\\s+password\\b",
              "\\b(change\\s+master|change\\s+replication)\\b",
              "\\bdblink\\w*\\s*\\(",
              "\\b(password|passwd|pwd|secret)\\b[\"`\\]]?\\s*(:?=|=>|,)?\\s*\\(?\\s*(n|e|u&)?['$]",
              // Within a connection string.
              "\\b(password|passwd|pwd)\\s*=\\s*[^\\s'=]",
              "://[^\\s/'@]*:[^\\s/'@]+@"),
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SPEAKS_OF_SECRETS =
      Pattern.compile("passw|pwd|secret|token|credential|api_?key", Pattern.CASE_INSENSITIVE);
  private static final Pattern QUOTED = Pattern.compile("([\"'])(.+?)\\1");

  private Secrecy() {}

  /// Returns what a server said about a statement as far as it may be repeated; empty when it said
  /// nothing.
  static String said(Product product, String sql, SQLException error) {
    String all = HostileText.clean(product.serverMessage(error));
    if (all.isEmpty()) {
      return "";
    }
    if (CREDENTIAL.matcher(sql).find()) {
      return withheld("the server's words are", error);
    }
    if (!SPEAKS_OF_SECRETS.matcher(sql).find()) {
      return all;
    }
    String brief = unquoted(HostileText.clean(product.serverMessageWithoutDetail(error)), sql);
    return brief.equals(all) ? all : brief + " (" + withheld("a part is", error) + ")";
  }

  private static String withheld(String what, SQLException error) {
    return what
        + " withheld, since the statement may hold a secret; SQLSTATE "
        + (error.getSQLState() == null ? "unknown" : HostileText.clean(error.getSQLState()));
  }

  /// Takes out what the message quotes of the statement's literals.
  private static String unquoted(String message, String sql) {
    return QUOTED
        .matcher(message)
        .replaceAll(quoted -> {
          String value = quoted.group(2).replace("'", "''");
          return sql.contains("'" + value + "'")
              ? quoted.group(1) + "…" + quoted.group(1)
              : Matcher.quoteReplacement(quoted.group());
        });
  }
}
