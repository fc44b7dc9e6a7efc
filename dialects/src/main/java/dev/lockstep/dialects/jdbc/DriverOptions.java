package dev.lockstep.dialects.jdbc;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Is the allow-list of one driver's properties: what is not on it is refused.
///
/// *Source*: drivers load classes, write files and run code on behalf of properties; a deny-list
/// has been got round elsewhere (CVE-2026-3960).
///
/// @param allowed in the driver's spelling
/// @param credentials names that carry credentials, refused with their own advice
/// @param values what an option may be, separated by `|`, or `NUMBER`; not there for any text
public record DriverOptions(
    String driver, List<String> allowed, List<String> credentials, Map<String, String> values) {
  /// Stands for a number of at most nine digits.
  public static final String NUMBER = "a number";

  public static final String TRUTH = "true|false";

  public DriverOptions {
    allowed = List.copyOf(allowed);
    credentials = List.copyOf(credentials);
    values = Map.copyOf(values);
  }

  public DriverOptions(String driver, List<String> allowed, List<String> credentials) {
    this(driver, allowed, credentials, Map.of());
  }

  /// Checks options, from a URL or typed.
  ///
  /// *Errors*: `CONFIGURATION` naming the first key that is refused; values are never named.
  public void check(Map<String, String> options) {
    for (Map.Entry<String, String> option : options.entrySet()) {
      String name = option.getKey();
      if (credentials.stream().anyMatch(name::equalsIgnoreCase)) {
        throw new LockstepException(
            ErrorCode.CONFIGURATION,
            "The connection option " + name + " would hold credentials in the open.",
            Address.CREDENTIALS);
      }
      if (!allowed.contains(name)) {
        throw refused(name);
      }
      checkValue(name, option.getValue());
      if (option.getValue().indexOf('\0') >= 0) {
        throw new LockstepException(
            ErrorCode.CONFIGURATION, "The connection option " + name + " holds a NUL character.");
      }
    }
  }

  private void checkValue(String name, String value) {
    String words = values.getOrDefault(name, value);
    boolean good =
        words.equals(NUMBER)
            ? value.matches("[0-9]{1,9}")
            : words.equals(value)
                || (words.equals(TRUTH) && value.isEmpty())
                || List.of(words.split("\\|")).contains(value.toLowerCase(Locale.ROOT));
    if (!good) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The connection option " + name + " has a value that it cannot have.",
          "It is " + words.replace("|", ", ") + ".");
    }
  }

  private LockstepException refused(String name) {
    String spelled =
        allowed.stream()
            .filter(name::equalsIgnoreCase)
            .findFirst()
            .map(right -> "Write it as " + right + ".")
            .orElse("Allowed are " + String.join(", ", allowed) + ".");
    return new LockstepException(
        ErrorCode.CONFIGURATION,
        "The connection option "
            + HostileText.clean(name)
            + " is not allowed for the "
            + driver
            + " driver.",
        spelled);
  }
}
