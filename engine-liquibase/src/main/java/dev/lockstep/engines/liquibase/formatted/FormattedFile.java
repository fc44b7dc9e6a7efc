package dev.lockstep.engines.liquibase.formatted;

import dev.lockstep.engines.liquibase.formatted.Directive.Kind;
import dev.lockstep.source.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one formatted SQL file line by line.
///
/// *Source*: what Liquibase 4.33's own reader makes of such files; a test compares both.
final class FormattedFile {
  private static final Pattern FIRST_LINE =
      Pattern.compile(
          "\\s*--\\s*liquibase\\s+formatted\\s+sql(?:\\s+logicalFilePath:(\\S+))?\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PROPERTY =
      Pattern.compile("\\s+name:([\\w.-]+)\\s+value:([^\\s:$\"]+)\\s*");
  private static final Pattern CHECKSUM = Pattern.compile("\\d{1,9}:[a-zA-Z0-9]+|[a-zA-Z]+");
  private static final Pattern PRECONDITIONS =
      Pattern.compile(
          "(?:\\s+onFail:(?:HALT|CONTINUE|MARK_RAN|WARN))?(?:\\s+onError:(?:HALT|CONTINUE|MARK_RAN|WARN))?\\s*");
  private static final Pattern SQL_CHECK =
      Pattern.compile("-sql-check (?:expectedResult:)?\\w+ [^\\s$][^$]*");

  private final String treePath;
  private final String path;
  private final @Nullable String ownPath;
  private final Placeholders placeholders;
  private final List<String> lines;
  private final List<FormattedChangeset> changesets = new ArrayList<>();
  private int at;
  private @Nullable Reading reading;

  /// @param logical the file's path as the changelogs write it
  FormattedFile(String logical, String treePath, String text, Placeholders placeholders) {
    this.treePath = treePath;
    this.placeholders = placeholders;
    this.lines = text.lines().toList();
    while (at < lines.size() && lines.get(at).isBlank()) {
      at++;
    }
    Matcher first = FIRST_LINE.matcher(at < lines.size() ? lines.get(at) : "");
    if (!first.matches()) {
      throw new NotOurs("no formatted SQL");
    }
    at++;
    this.ownPath = first.group(1);
    this.path = ownPath == null ? logical : CleanPath.require(ownPath);
  }

  List<FormattedChangeset> read() {
    while (at < lines.size()) {
      String line = lines.get(at);
      at++;
      Directive directive = Directive.of(line);
      if (directive != null) {
        obey(directive);
      } else if (reading != null) {
        reading.sql.append(line).append('\n');
      }
    }
    finish();
    Reading last = reading;
    if (last != null
        && last.header.text("enddelimiter") == null
        && changesets.getLast().sql().endsWith("\n/")) {
      throw new NotOurs("a file that ends in a slash");
    }
    return changesets;
  }

  private void obey(Directive directive) {
    switch (directive.kind()) {
      case PROPERTY -> property(directive.rest());
      case IGNORE_LINES -> ignore(directive.rest());
      case CHANGESET -> {
        finish();
        reading = new Reading(ChangesetHeader.of(directive.rest()), at);
      }
      default -> {
        if (reading != null) {
          obey(directive, reading);
        } else if (directive.kind() == Kind.COMMENT) {
          throw new NotOurs("a comment before the first changeset");
        }
      }
    }
  }

  private void obey(Directive directive, Reading changeset) {
    String rest = directive.rest();
    switch (directive.kind()) {
      case COMMENT -> changeset.comment = rest;
      case VALID_CHECKSUM -> changeset.accepted.add(required(CHECKSUM, rest).group());
      case ROLLBACK -> changeset.rollback.append(rest).append('\n');
      case ROLLBACK_BLOCK -> changeset.rollback.append(rollbackBlock());
      case PRECONDITIONS -> {
        required(PRECONDITIONS, rest);
        if (changeset.container) {
          throw new NotOurs("preconditions twice");
        }
        changeset.container = true;
      }
      case PRECONDITION -> {
        required(SQL_CHECK, rest);
        changeset.container = true;
        changeset.conditions++;
      }
      case PROPERTY, CHANGESET, IGNORE_LINES ->
          throw new IllegalStateException("not a changeset's own");
    }
  }

  private void property(String rest) {
    Matcher property = required(PROPERTY, rest);
    placeholders.property(property.group(1), property.group(2));
  }

  private static Matcher required(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new NotOurs("a directive in a form of its own");
    }
    return matcher;
  }

  private void ignore(String what) {
    if (what.equals("start")) {
      while (at < lines.size()) {
        Directive directive = ignored();
        if (directive != null && directive.kind() == Kind.IGNORE_LINES) {
          if (!directive.rest().equals("end")) {
            throw new NotOurs("lines to ignore within such lines");
          }
          return;
        }
      }
      return;
    }
    if (!what.matches("\\d{1,6}")) {
      throw new NotOurs("lines to ignore in a form of its own");
    }
    for (int left = Integer.parseInt(what); left > 0 && at < lines.size(); left--) {
      ignored();
    }
  }

  /// A changeset's name in such a line would be counted when places are told.
  private @Nullable Directive ignored() {
    Directive directive = Directive.of(lines.get(at));
    at++;
    if (directive != null && directive.kind() == Kind.CHANGESET) {
      throw new NotOurs("an ignored changeset");
    }
    return directive;
  }

  /// Joins the lines up to the comment's end without anything between them, as Liquibase does.
  private String rollbackBlock() {
    StringBuilder block = new StringBuilder();
    while (at < lines.size()) {
      String line = lines.get(at);
      String stripped = line.stripTrailing();
      if (stripped.endsWith("*/")) {
        at++;
        String last = stripped.substring(0, stripped.length() - 2);
        return block.append(last.isBlank() ? "" : last).toString();
      }
      ignored();
      block.append(line);
    }
    throw new NotOurs("a rollback block without an end");
  }

  private void finish() {
    Reading done = reading;
    if (done == null) {
      return;
    }
    ChangesetHeader header = done.header;
    String sql = placeholders.expand(done.sql.toString().trim()).trim();
    if (sql.isEmpty()) {
      throw new NotOurs("a changeset without SQL");
    }
    if (done.container && done.conditions == 0) {
      throw new NotOurs("preconditions without a condition");
    }
    String logical = header.text("logicalfilepath");
    if (logical != null && ownPath != null) {
      throw new NotOurs("two logical paths");
    }
    changesets.add(
        new FormattedChangeset(
            header,
            logical == null ? path : CleanPath.require(logical),
            new SourceLocation(treePath, done.line, 0),
            done.comment,
            done.accepted,
            done.conditions > 0,
            sql,
            rollback(done.rollback.toString())));
  }

  private @Nullable String rollback(String written) {
    String text = written.trim();
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.isEmpty()) {
      return null;
    }
    if (lower.startsWith("not required") || lower.startsWith("empty")) {
      if (lower.indexOf('\n') >= 0) {
        throw new NotOurs("more behind an empty rollback");
      }
      return "";
    }
    String sql = placeholders.expand(text).trim();
    if (lower.contains("changesetid") || sql.isEmpty() || sql.equalsIgnoreCase("empty")) {
      throw new NotOurs("a rollback in a form of its own");
    }
    return sql;
  }

  /// Is a changeset while its lines are read.
  private static final class Reading {
    private final ChangesetHeader header;
    private final int line;
    private final StringBuilder sql = new StringBuilder();
    private final StringBuilder rollback = new StringBuilder();
    private final List<String> accepted = new ArrayList<>();
    private String comment = "";
    private boolean container;
    private int conditions;

    Reading(ChangesetHeader header, int line) {
      this.header = header;
      this.line = line;
    }
  }
}
