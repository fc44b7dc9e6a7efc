package dev.lockstep.engines.liquibase.formatted;

import dev.lockstep.engines.liquibase.formatted.Includes.Include;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a YAML changelog that includes files and does nothing else, written one key a line or with
/// an include's keys in braces.
final class YamlIncludes {
  private static final Pattern ITEM = Pattern.compile("( *)- (include|includeAll):(?: +\\{(.*)})?");
  private static final Pattern KEY = Pattern.compile("( +)(\\w+): +(\\S+)");

  private static final Pattern QUOTED = Pattern.compile("\"[\\w./-]+\"|'[\\w./-]+'");

  /// Is text in every YAML; with a slash or a point in it, it is no word like `true` either.
  private static final Pattern PLAIN = Pattern.compile("[a-zA-Z][\\w./-]*");

  private final List<Include> includes = new ArrayList<>();
  private int itemIndent = -1;
  private @Nullable String keyIndent;
  private @Nullable String kind;
  private @Nullable String path;
  private @Nullable Boolean relative;

  private YamlIncludes() {}

  static List<Include> read(String text) {
    YamlIncludes reading = new YamlIncludes();
    boolean begun = false;
    for (String line : text.lines().toList()) {
      String content = line.stripTrailing();
      if (content.isEmpty() || content.stripLeading().startsWith("#")) {
        continue;
      }
      if (begun) {
        reading.line(content);
      } else if (content.equals("databaseChangeLog:")) {
        begun = true;
      } else {
        throw new NotOurs("an uncommon first line");
      }
    }
    reading.finish();
    return reading.includes;
  }

  private void line(String line) {
    Matcher item = ITEM.matcher(line);
    if (item.matches()) {
      finish();
      int indent = item.group(1).length();
      if (itemIndent >= 0 && itemIndent != indent) {
        throw new NotOurs("uneven indentation");
      }
      itemIndent = indent;
      kind = item.group(2);
      if (item.group(3) != null) {
        for (String pair : item.group(3).split(",", -1)) {
          key(" " + pair.strip(), true);
        }
        finish();
      }
      return;
    }
    key(line, false);
  }

  private void key(String line, boolean braces) {
    Matcher key = KEY.matcher(line);
    if (!key.matches() || kind == null || (keyIndent != null && !keyIndent.equals(key.group(1)))) {
      throw new NotOurs("more than includes");
    }
    keyIndent = key.group(1);
    if (!braces && keyIndent.length() <= itemIndent + "- ".length()) {
      throw new NotOurs("a key beside its include");
    }
    String name = key.group(2);
    String value = key.group(3);
    if (name.equals(kind.equals("include") ? "file" : "path") && path == null) {
      path = text(value);
    } else if (name.equals("relativeToChangelogFile")
        && relative == null
        && (value.equals("true") || value.equals("false"))) {
      relative = value.equals("true");
    } else {
      throw new NotOurs("more than the path of an include");
    }
  }

  private static String text(String value) {
    if (QUOTED.matcher(value).matches()) {
      return value.substring(1, value.length() - 1);
    }
    if (!PLAIN.matcher(value).matches() || (value.indexOf('/') < 0 && value.indexOf('.') < 0)) {
      throw new NotOurs("a path that may be no text");
    }
    return value;
  }

  private void finish() {
    if (kind == null) {
      return;
    }
    if (path == null) {
      throw new NotOurs("an include of nothing");
    }
    includes.add(new Include(path, kind.equals("includeAll"), Boolean.TRUE.equals(relative)));
    kind = null;
    path = null;
    relative = null;
    keyIndent = null;
  }
}
