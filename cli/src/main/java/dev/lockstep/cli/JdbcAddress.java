package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is a JDBC URL as people write it, taken apart so that its credentials go their own way.
///
/// @param dialect as `lockstep.yaml` calls it
/// @param url without credentials
record JdbcAddress(String dialect, String url, @Nullable String user, @Nullable String password) {

  /// The variable that holds the password for a URL.
  static final String PASSWORD = "LOCKSTEP_PASSWORD";

  private static final Pattern CREDENTIALS = Pattern.compile("^jdbc:\\w+://[^/]*@");

  /// *Errors*: `USAGE`, which never repeats the URL.
  static JdbcAddress parse(String text) {
    int end = text.indexOf(':', "jdbc:".length());
    if (end < 0) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "This is no JDBC URL.",
          "Write it as jdbc:postgresql://host:port/database?user=name.");
    }
    String dialect = text.substring("jdbc:".length(), end);
    int question = text.indexOf('?');
    String bare = question < 0 ? text : text.substring(0, question);
    if (CREDENTIALS.matcher(bare).find()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "This JDBC URL holds credentials before its host.",
          "Write the user as ?user=NAME behind it, and put the password into the variable "
              + PASSWORD
              + ".");
    }
    String user = null;
    String password = null;
    List<String> rest = new ArrayList<>();
    for (String option : question < 0 ? new String[0] : text.substring(question + 1).split("&")) {
      String value = decoded(option.substring(option.indexOf('=') + 1));
      if (option.startsWith("user=")) {
        user = value;
      } else if (option.startsWith("password=")) {
        password = value;
      } else if (!option.isEmpty()) {
        rest.add(option);
      }
    }
    return new JdbcAddress(
        dialect, rest.isEmpty() ? bare : bare + "?" + String.join("&", rest), user, password);
  }

  /// Returns the URL of another database of the same server.
  String withDatabase(String database) {
    int question = url.indexOf('?');
    String bare = question < 0 ? url : url.substring(0, question);
    return bare.substring(0, bare.lastIndexOf('/') + 1)
        + database
        + (question < 0 ? "" : url.substring(question));
  }

  /// Returns the name of the database; of a file, its name without the ending.
  String database() {
    String bare = url.replaceFirst("[?;].*", "");
    String last = bare.substring(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf(':')) + 1);
    return dialect.equals("sqlite") ? last.replaceFirst("\\.[^.]*$", "") : last;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "This JDBC URL holds a % that is not followed by two hexadecimal digits.",
          "Write % as %25.",
          e);
    }
  }

  /// Leaves the password out.
  @Override
  public String toString() {
    return url;
  }
}
