package dev.lockstep.engines.liquibase.formatted;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Is what the line `--changeset author:id name:value …` says.
///
/// Liquibase finds each attribute anywhere in the line. Here a line is read only when it is made of
/// attributes and nothing else, so that there is one way to read it.
final class ChangesetHeader {
  private static final List<String> FLAGS =
      List.of(
          "runonchange",
          "runalways",
          "runintransaction",
          "failonerror",
          "splitstatements",
          "rollbacksplitstatements",
          "stripcomments",
          "ignore");
  private static final List<String> TEXTS =
      List.of(
          "enddelimiter",
          "rollbackenddelimiter",
          "context",
          "contextfilter",
          "labels",
          "logicalfilepath",
          "dbms");
  private static final List<String> QUOTABLE = List.of("context", "contextfilter", "labels");

  /// Says what Liquibase would look for further, and may find in a name.
  private static final List<String> OTHERS = List.of("runwith", "runwithspoolfile");

  private final Scanner scanner;
  private final String author;
  private final String id;
  private final Map<String, String> attributes = new HashMap<>();
  private boolean split = true;

  private ChangesetHeader(String text) {
    this.scanner = new Scanner(text);
    scanner.skipSpace();
    this.author = scanner.name(true);
    this.id = scanner.name(false);
    checkName(author + ":");
    checkName(id);
    while (scanner.skipSpace()) {
      attribute();
    }
    if (attributes.containsKey("context") && attributes.containsKey("contextfilter")) {
      throw new NotOurs("a context and a context filter");
    }
  }

  static ChangesetHeader of(String text) {
    return new ChangesetHeader(text);
  }

  String author() {
    return author;
  }

  String id() {
    return id;
  }

  boolean is(String flag, boolean otherwise) {
    String value = attributes.get(flag);
    return value == null ? otherwise : value.equals("true");
  }

  /// Tells whether statements are split: of both attributes that end so, the last one counts.
  boolean split() {
    return split;
  }

  @Nullable String text(String name) {
    return attributes.get(name);
  }

  @Nullable String context() {
    String filter = text("contextfilter");
    return filter == null ? text("context") : filter;
  }

  private void attribute() {
    String name = scanner.until(':').toLowerCase(Locale.ROOT);
    String value = scanner.value(QUOTABLE.contains(name));
    if (FLAGS.contains(name)) {
      value = value.toLowerCase(Locale.ROOT);
      if (!value.equals("true") && !value.equals("false")) {
        throw new NotOurs("an attribute that is neither true nor false");
      }
    } else if (!TEXTS.contains(name)) {
      throw new NotOurs("an unknown attribute");
    }
    if (name.endsWith("splitstatements")) {
      split = value.equals("true");
    }
    if (value.isEmpty()
        || value.indexOf(':') >= 0
        || (value.indexOf('$') >= 0 && !name.endsWith("delimiter"))) {
      throw new NotOurs("an attribute with an uncommon value");
    }
    if (attributes.put(name, value) != null) {
      throw new NotOurs("an attribute twice");
    }
  }

  private static void checkName(String text) {
    if (text.indexOf('$') >= 0 || text.replace(":", "").isBlank()) {
      throw new NotOurs("an uncommon author or id");
    }
    String lower = text.toLowerCase(Locale.ROOT);
    for (int at = lower.indexOf(':'); at >= 0; at = lower.indexOf(':', at + 1)) {
      String before = lower.substring(0, at);
      for (List<String> names : List.of(FLAGS, TEXTS, OTHERS)) {
        if (names.stream().anyMatch(before::endsWith)) {
          throw new NotOurs("an author or id that may be taken for an attribute");
        }
      }
    }
  }

  /// Walks over the line.
  private static final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    /// Tells whether anything follows.
    boolean skipSpace() {
      while (at < text.length() && isSpace(text.charAt(at))) {
        at++;
      }
      return at < text.length();
    }

    String until(char end) {
      int found = text.indexOf(end, at);
      if (found < 0) {
        throw new NotOurs("a changeset's line without an expected " + end);
      }
      String part = text.substring(at, found);
      at = found + 1;
      return part;
    }

    /// Reads the author up to its colon, or the id.
    String name(boolean author) {
      boolean quoted = at < text.length() && text.charAt(at) == '"';
      String name;
      if (quoted) {
        at++;
        name = until('"');
        if (author && !until(':').isEmpty()) {
          throw new NotOurs("text behind a quoted author");
        }
      } else {
        name = author ? until(':') : word();
      }
      if (name.indexOf('"') >= 0 || name.indexOf('\'') >= 0 || !name.equals(name.strip())) {
        throw new NotOurs("an uncommon author or id");
      }
      requireEnd(quoted && !author);
      return name;
    }

    String value(boolean quotable) {
      if (at < text.length() && text.charAt(at) == '"') {
        if (!quotable) {
          throw new NotOurs("quotes where none are taken off");
        }
        at++;
        String value = until('"');
        requireEnd(true);
        return value;
      }
      String value = word();
      if (quotable && (value.indexOf('"') >= 0 || value.indexOf('\'') >= 0)) {
        throw new NotOurs("quotes within a value");
      }
      return value;
    }

    private String word() {
      int start = at;
      while (at < text.length() && !isSpace(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private void requireEnd(boolean required) {
      if (required && at < text.length() && !isSpace(text.charAt(at))) {
        throw new NotOurs("text behind a closing quote");
      }
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\t';
    }
  }
}
