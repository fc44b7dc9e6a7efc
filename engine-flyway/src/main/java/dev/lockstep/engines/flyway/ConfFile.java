package dev.lockstep.engines.flyway;

import java.util.ArrayList;
import java.util.List;

/// Reads `key=value` files: `flyway.conf` and the `.conf` beside a script.
///
/// *Shape*: `#` and `!` start a comment line, a backslash at a line's end joins the next one, white
/// space around keys and values is dropped. Backslashes elsewhere are themselves, and nothing is
/// expanded from the environment.
final class ConfFile {
  private ConfFile() {}

  static List<Option> read(String text, String file) {
    List<Option> options = new ArrayList<>();
    String[] lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      int number = i + 1;
      StringBuilder joined = new StringBuilder(clean(lines[i]));
      if (joined.isEmpty() || joined.charAt(0) == '#' || joined.charAt(0) == '!') {
        continue;
      }
      while (joined.charAt(joined.length() - 1) == '\\' && i + 1 < lines.length) {
        joined.setLength(joined.length() - 1);
        joined.append(clean(lines[++i]));
        if (joined.isEmpty()) {
          break;
        }
      }
      options.add(option(joined.toString(), file, number));
    }
    return options;
  }

  private static String clean(String line) {
    return (line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
  }

  private static Option option(String line, String file, int number) {
    int at = line.indexOf('=');
    int colon = line.indexOf(':');
    if (at < 0 || (colon >= 0 && colon < at && !line.startsWith("flyway.placeholders."))) {
      at = colon < 0 ? line.length() : colon;
    }
    String key = line.substring(0, at).strip();
    String value = at < line.length() ? line.substring(at + 1).strip() : "";
    return new Option(key, value, file, number);
  }
}
