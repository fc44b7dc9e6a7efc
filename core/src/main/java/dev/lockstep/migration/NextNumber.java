package dev.lockstep.migration;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counts on in the style of a number that is there: `7` to `8`, `007` to `008`, `1.9` to `1.10`, a
/// timestamp to the present moment.
public final class NextNumber {
  private static final Pattern LAST = Pattern.compile("(?s)(.*?)(\\d+)");

  private NextNumber() {}

  /// @param last digits, possibly in parts that something else divides
  public static String after(String last, Instant now) {
    String format = "yyyyMMddHHmmss".substring(0, Math.min(last.length(), 14));
    if ((last.length() == 12 || last.length() == 14) && isTimestamp(last, format)) {
      String moment = DateTimeFormatter.ofPattern(format).withZone(ZoneOffset.UTC).format(now);
      return moment.compareTo(last) > 0 ? moment : counted(last);
    }
    return counted(last);
  }

  private static String counted(String last) {
    Matcher matcher = LAST.matcher(last);
    if (!matcher.matches()) {
      return last + ".1";
    }
    String digits = matcher.group(2);
    String next = new BigInteger(digits).add(BigInteger.ONE).toString();
    return matcher.group(1) + "0".repeat(Math.max(0, digits.length() - next.length())) + next;
  }

  private static boolean isTimestamp(String text, String format) {
    try {
      return text.matches("(19|20|21)\\d+")
          && !DateTimeFormatter.ofPattern(format).parse(text).toString().isEmpty();
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
