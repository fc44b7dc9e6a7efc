package dev.lockstep.engines.liquibase.formatted;

import org.jspecify.annotations.Nullable;

/// Is a line that speaks to Liquibase instead of the database.
///
/// @param rest what stands behind the word that makes it one
record Directive(Kind kind, String rest) {
  /// Says what a directive does.
  enum Kind {
    PROPERTY,
    CHANGESET,
    ROLLBACK,
    ROLLBACK_BLOCK,
    PRECONDITIONS,
    PRECONDITION,
    COMMENT,
    VALID_CHECKSUM,
    IGNORE_LINES
  }

  /// Reads a line; null for SQL, which includes its comments.
  ///
  /// *Errors*: [NotOurs] for what Liquibase refuses, or may see otherwise.
  static @Nullable Directive of(String line) {
    int start = afterSpace(line, 0);
    if (line.startsWith("/*", start)) {
      return block(line, start);
    }
    int dashes = start;
    while (dashes < line.length() && line.charAt(dashes) == '-') {
      dashes++;
    }
    if (dashes == start) {
      return null;
    }
    String text = line.substring(afterSpace(line, dashes));
    Directive directive = ofText(text);
    if (directive != null && dashes - start != 2) {
      throw new NotOurs("a directive does not begin with two dashes");
    }
    if (directive != null && start > 0 && mustBeginTheLine(directive.kind)) {
      throw new NotOurs("a directive is indented");
    }
    return directive;
  }

  private static boolean mustBeginTheLine(Kind kind) {
    return kind == Kind.COMMENT || kind == Kind.VALID_CHECKSUM || kind == Kind.IGNORE_LINES;
  }

  private static @Nullable Directive ofText(String text) {
    if (begins(text, "liquibase")) {
      if (begins(text.substring("liquibase".length()).stripLeading(), "formatted")) {
        throw new NotOurs("the first line stands twice");
      }
      return null;
    }
    if (begins(text, "property")) {
      return spaced(Kind.PROPERTY, text.substring("property".length()));
    }
    if (begins(text, "changeset")) {
      Directive changeset = spaced(Kind.CHANGESET, text.substring("changeset".length()));
      return required(changeset, "a changeset without a name");
    }
    if (begins(text, "rollback")) {
      return rollback(text.substring("rollback".length()));
    }
    if (begins(text, "preconditions")) {
      return new Directive(Kind.PRECONDITIONS, text.substring("preconditions".length()));
    }
    if (begins(text, "precondition")) {
      return new Directive(Kind.PRECONDITION, text.substring("precondition".length()));
    }
    if (begins(text, "comment")) {
      return comment(text.substring("comment".length()));
    }
    if (begins(text, "validchecksum")) {
      Directive sum = valued(Kind.VALID_CHECKSUM, text.substring("validchecksum".length()));
      return required(sum, "a checksum in a form of its own");
    }
    return begins(text, "ignore") ? ignore(text.substring("ignore".length())) : null;
  }

  private static Directive required(@Nullable Directive directive, String otherwise) {
    if (directive == null) {
      throw new NotOurs(otherwise);
    }
    return directive;
  }

  private static @Nullable Directive spaced(Kind kind, String rest) {
    return afterSpace(rest, 0) > 0 ? new Directive(kind, rest) : null;
  }

  /// Liquibase asks for one space; whatever else follows the word is SQL to it.
  private static @Nullable Directive rollback(String rest) {
    if (rest.startsWith(" ")) {
      return new Directive(Kind.ROLLBACK, rest.substring(1));
    }
    if (afterSpace(rest, 0) > 0) {
      throw new NotOurs("a rollback without a space");
    }
    return null;
  }

  private static @Nullable Directive comment(String rest) {
    if (begins(rest, "s")) {
      throw new NotOurs("a comment in the plural");
    }
    return valued(Kind.COMMENT, rest);
  }

  private static @Nullable Directive valued(Kind kind, String rest) {
    String value = rest.startsWith(":") ? rest.substring(1) : rest;
    return value.startsWith(" ") ? new Directive(kind, value.substring(1)) : null;
  }

  private static @Nullable Directive ignore(String rest) {
    if (begins(rest, "lines:")) {
      return new Directive(Kind.IGNORE_LINES, rest.substring("lines:".length()));
    }
    if (begins(rest, "lines") || rest.startsWith(":")) {
      throw new NotOurs("lines to ignore in a form of its own");
    }
    return null;
  }

  private static @Nullable Directive block(String line, int start) {
    String text = line.substring(start + 2).strip();
    if (!begins(text, "liquibase")) {
      return null;
    }
    String rest = text.substring("liquibase".length()).strip();
    if (!begins(rest, "rollback")) {
      return null;
    }
    if (rest.length() > "rollback".length()) {
      throw new NotOurs("a block for Liquibase in a form of its own");
    }
    return new Directive(Kind.ROLLBACK_BLOCK, "");
  }

  private static int afterSpace(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  /// Compares in ASCII alone, as Liquibase's patterns do.
  static boolean begins(String text, String lowerCaseWord) {
    if (text.length() < lowerCaseWord.length()) {
      return false;
    }
    for (int at = 0; at < lowerCaseWord.length(); at++) {
      char c = text.charAt(at);
      char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
      if (lower != lowerCaseWord.charAt(at)) {
        return false;
      }
    }
    return true;
  }
}
