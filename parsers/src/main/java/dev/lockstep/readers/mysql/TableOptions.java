package dev.lockstep.readers.mysql;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the options of tables and databases, one at a time.
final class TableOptions {
  /// Options without a value.
  private static final Set<String> BARE = Set.of("START TRANSACTION", "SYSTEM VERSIONING");

  private TableOptions() {}

  /// Is one option.
  ///
  /// @param name in lower case, in one spelling
  record Option(String name, @Nullable String value) {}

  static Option option(Words words) {
    words.takes("DEFAULT");
    if (words.takes("CHARACTER", "SET") || words.takes("CHAR", "SET") || words.takes("CHARSET")) {
      return new Option("charset", words.value().toLowerCase(Locale.ROOT));
    }
    if (words.takes("COLLATE")) {
      return new Option("collate", words.value().toLowerCase(Locale.ROOT));
    }
    if (words.takes("START", "TRANSACTION")) {
      return new Option("start transaction", null);
    }
    if (words.takes("WITH", "SYSTEM", "VERSIONING")) {
      return new Option("system versioning", null);
    }
    String name = Spelling.unquoted(words.next().text()).toLowerCase(Locale.ROOT);
    if (words.takes("DIRECTORY")) {
      name += " directory";
    } else if (name.equals("read") && words.takes("ONLY")) {
      name = "read only";
    }
    return isAtValue(words) ? new Option(name, words.value()) : new Option(name, null);
  }

  private static boolean isAtValue(Words words) {
    return !words.isAtEnd()
        && !words.isAtAny(Set.of(",", ")"))
        && !BARE.contains(words.here().symbol());
  }
}
