package dev.lockstep.engines.flyway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Replaces placeholders in a script and remembers where each character came from.
///
/// *Shape*: names are compared without regard to case; values are inserted as they are and not
/// searched again. The environment is never consulted.
///
/// *Source*: flyway-core 13.12. Its reader, having seen the start of a prefix and then another
/// character, takes both literally: `$${a}` stays as it is. That is kept, since checksums of
/// repeatable migrations depend on it.
final class Placeholders {
  private final String prefix;
  private final String suffix;
  private final Map<String, String> values;

  Placeholders(String prefix, String suffix, Map<String, String> values) {
    this.prefix = prefix;
    this.suffix = suffix;
    this.values = new HashMap<>();
    values.forEach((name, value) -> this.values.put(name.toLowerCase(Locale.ROOT), value));
  }

  /// Returns these placeholders with one more.
  Placeholders with(String name, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(name, value);
    return new Placeholders(prefix, suffix, more);
  }

  /// Replaces all placeholders of a script.
  Replaced replace(String script) {
    Replaced result = new Replaced(script);
    if (!script.contains(prefix)) {
      result.text.append(script);
      return result;
    }
    int at = 0;
    while (at < script.length()) {
      int matched = matchedPrefix(script, at);
      if (matched < prefix.length()) {
        int end = Math.min(script.length(), at + matched + 1);
        result.text.append(script, at, end);
        at = end;
        continue;
      }
      at = replaceOne(script, at, result);
    }
    return result;
  }

  private int replaceOne(String script, int start, Replaced result) {
    int nameStart = start + prefix.length();
    int end = script.indexOf(suffix, nameStart);
    String name = end < 0 ? script.substring(nameStart) : script.substring(nameStart, end);
    String value = end < 0 ? null : values.get(name.toLowerCase(Locale.ROOT));
    int next = end < 0 ? script.length() : end + suffix.length();
    if (value == null) {
      result.undefined.add(new Undefined(name, start, end >= 0));
      result.text.append(script, start, next);
      return next;
    }
    result.jumps.add(new Jump(result.text.length(), start, value.length()));
    result.text.append(value);
    result.jumps.add(new Jump(result.text.length(), next, 0));
    return next;
  }

  private int matchedPrefix(String script, int at) {
    int length = 0;
    while (length < prefix.length()
        && at + length < script.length()
        && script.charAt(at + length) == prefix.charAt(length)) {
      length++;
    }
    return length;
  }

  /// A placeholder without a value.
  ///
  /// @param offset of its prefix in the script as written
  /// @param closed false when the script ends before the suffix
  record Undefined(String name, int offset, boolean closed) {}

  /// From `offset` of the replaced text on, characters come from `origin` of the script as written;
  /// for `length` characters they all come from that one place.
  private record Jump(int offset, int origin, int length) {}

  /// Is a script after replacement.
  static final class Replaced {
    private final String original;
    private final StringBuilder text = new StringBuilder();
    private final List<Jump> jumps = new ArrayList<>();
    private final List<Undefined> undefined = new ArrayList<>();

    private Replaced(String original) {
      this.original = original;
    }

    /// Takes a script as it is.
    static Replaced unchanged(String script) {
      Replaced result = new Replaced(script);
      result.text.append(script);
      return result;
    }

    String text() {
      return text.toString();
    }

    List<Undefined> undefined() {
      return List.copyOf(undefined);
    }

    /// Returns the offset in the script as written from which a character of the text came.
    int origin(int offset) {
      int low = 0;
      int high = jumps.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (jumps.get(middle).offset() <= offset) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      if (low == 0) {
        return offset;
      }
      Jump jump = jumps.get(low - 1);
      return offset < jump.offset() + jump.length()
          ? jump.origin()
          : jump.origin() + offset - jump.offset();
    }

    /// Returns the line and column in the script as written for an offset of the text.
    LineMap lines() {
      return new LineMap(original);
    }
  }
}
