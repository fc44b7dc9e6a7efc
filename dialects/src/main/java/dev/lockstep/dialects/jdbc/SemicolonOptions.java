package dev.lockstep.dialects.jdbc;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Reads and writes the options of URLs that separate them by semicolons.
public final class SemicolonOptions {
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_.*/ -]*");

  private SemicolonOptions() {}

  /// Reads `key=value;key=value`.
  public static SequencedMap<String, String> read(String text) {
    SequencedMap<String, String> options = new LinkedHashMap<>();
    for (String pair : text.split(";", -1)) {
      if (!pair.isBlank()) {
        int equals = pair.indexOf('=');
        options.put(
            (equals < 0 ? pair : pair.substring(0, equals)).strip(),
            equals < 0 ? "" : pair.substring(equals + 1));
      }
    }
    return options;
  }

  /// Writes options behind a URL, each with its semicolon in front.
  ///
  /// *Errors*: `CONFIGURATION` for a value that could end the option and begin another.
  public static String write(Map<String, String> options) {
    StringBuilder text = new StringBuilder();
    options.forEach((key, value) -> {
      if (!HARMLESS.matcher(value).matches()) {
        throw new LockstepException(
            ErrorCode.CONFIGURATION,
            "The connection option " + key + " holds characters that are not allowed in it.",
            "Use letters, digits, spaces and . _ - / * alone.");
      }
      text.append(';').append(key).append('=').append(value);
    });
    return text.toString();
  }
}
