package dev.lockstep.engines.liquibase.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is a changelog in YAML whose entries stand on lines of their own.
record YamlChangelog(String text) implements ChangelogText {
  private static final Pattern KEY =
      Pattern.compile(
          "(?m)^[\"']?databaseChangeLog[\"']?[ \\t]*:[ \\t]*(\\[[ \\t]*])?[ \\t]*(#.*)?\\r?$");
  private static final Pattern FLOW =
      Pattern.compile("(?m)^[\"']?databaseChangeLog[\"']?\\s*:\\s*\\[\\s*[^\\s\\]]");
  private static final Pattern VALUE =
      Pattern.compile(
          "\\b(file|path|relativeToChangelogFile)[\"']?\\s*:\\s*"
              + "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^']|'')*)'|([^,}\\s#]+(?: [^,}\\s#]+)*))");

  /// Tells whether a file is written with brackets, as JSON is.
  static boolean isFlow(String text) {
    return text.stripLeading().startsWith("{") || FLOW.matcher(text).find();
  }

  YamlChangelog checked() {
    if (!KEY.matcher(text).find()) {
      throw new IllegalArgumentException("it has no list databaseChangeLog");
    }
    return this;
  }

  /// Is the list of entries: where its lines begin and end, and how far they are set in.
  private record Block(int start, int end, String indent) {}

  private Block block() {
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      throw new IllegalArgumentException("it has no list databaseChangeLog");
    }
    int start = Math.min(text.length(), text.indexOf('\n', key.start(0)) + 1);
    if (start == 0) {
      start = text.length();
    }
    String indent = null;
    int end = start;
    int at = start;
    boolean another = false;
    while (at < text.length()) {
      int newline = text.indexOf('\n', at);
      int next = newline < 0 ? text.length() : newline + 1;
      String line = text.substring(at, next).stripTrailing();
      if (line.equals("---") || line.equals("...") || isKey(line)) {
        another = true;
        break;
      }
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        if (indent == null && line.stripLeading().startsWith("-")) {
          indent = line.substring(0, line.indexOf('-'));
        }
        end = next;
      }
      at = next;
    }
    return new Block(start, another ? end : text.length(), indent == null ? "  " : indent);
  }

  private static boolean isKey(String line) {
    return !line.isEmpty()
        && !Character.isWhitespace(line.charAt(0))
        && line.charAt(0) != '-'
        && line.charAt(0) != '#';
  }

  /// Returns the texts of the entries.
  private List<String> entries() {
    Block block = block();
    List<String> entries = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : text.substring(block.start(), block.end()).split("\\R", -1)) {
      if (line.startsWith(block.indent() + "-")) {
        entries.add(open.toString());
        open.setLength(0);
      }
      open.append(line).append('\n');
    }
    entries.add(open.toString());
    return entries.subList(1, entries.size());
  }

  private static @Nullable Include include(String entry) {
    Matcher kind =
        Pattern.compile("^\\s*-\\s+\\{?\\s*[\"']?(include|includeAll)[\"']?\\s*:").matcher(entry);
    if (!kind.find()) {
      return null;
    }
    String path = "";
    boolean relative = false;
    Matcher value = VALUE.matcher(entry);
    while (value.find()) {
      String text =
          value.group(2) != null
              ? value.group(2).replace("\\\"", "\"").replace("\\\\", "\\")
              : value.group(3) != null ? value.group(3).replace("''", "'") : value.group(4);
      if (value.group(1).equals("relativeToChangelogFile")) {
        relative = text.equals("true");
      } else {
        path = text;
      }
    }
    return new Include(kind.group(1).equals("includeAll"), path, relative);
  }

  @Override
  public List<Include> includes() {
    List<Include> includes = new ArrayList<>();
    for (String entry : entries()) {
      Include include = include(entry);
      if (include != null) {
        includes.add(include);
      }
    }
    return includes;
  }

  @Override
  public boolean endsWithInclude() {
    List<String> entries = entries();
    return !entries.isEmpty() && include(entries.getLast()) != null;
  }

  @Override
  public String with(Include include) {
    List<String> lines = new ArrayList<>();
    lines.add(include.all() ? "- includeAll:" : "- include:");
    lines.add("    " + (include.all() ? "path" : "file") + ": " + plainOrQuoted(include.path()));
    if (include.relative()) {
      lines.add("    relativeToChangelogFile: true");
    }
    return inserted(lines);
  }

  @Override
  public String with(List<NewChangeset> changesets) {
    List<String> lines = new ArrayList<>();
    changesets.forEach(changeset -> lines.addAll(lines(changeset)));
    return inserted(lines);
  }

  private String inserted(List<String> lines) {
    String end = ChangelogText.lineEnd(text);
    Matcher key = KEY.matcher(text);
    if (key.find() && key.group(1) != null) {
      String opened = text.substring(0, key.start(1)).stripTrailing() + text.substring(key.end(1));
      return new YamlChangelog(opened).inserted(lines);
    }
    Block block = block();
    StringBuilder added = new StringBuilder();
    if (block.end() > 0 && text.charAt(block.end() - 1) != '\n') {
      added.append(end);
    }
    for (String line : lines) {
      added.append(line.isEmpty() ? "" : block.indent() + line).append(end);
    }
    return text.substring(0, block.end()) + added + text.substring(block.end());
  }

  private static List<String> lines(NewChangeset changeset) {
    NewChangeset.Head head = changeset.head();
    List<String> lines = new ArrayList<>();
    lines.add("- changeSet:");
    lines.add("    id: " + JsonChangelog.quoted(head.id()));
    lines.add("    author: " + JsonChangelog.quoted(head.author()));
    optional(lines, "comment", head.comment());
    optional(lines, "context", head.contexts());
    optional(lines, "labels", head.labels());
    if (!changeset.inTransaction()) {
      lines.add("    runInTransaction: false");
    }
    lines.add("    changes:");
    changeset.statements().forEach(sql -> sql(lines, sql));
    if (changeset.reversible()) {
      lines.add("    rollback:");
      changeset.rollback().forEach(sql -> sql(lines, sql));
    }
    return lines;
  }

  private static void optional(List<String> lines, String name, @Nullable String value) {
    if (value != null) {
      lines.add("    " + name + ": " + JsonChangelog.quoted(value));
    }
  }

  private static void sql(List<String> lines, String sql) {
    lines.add("      - sql:");
    lines.add("          splitStatements: false");
    lines.add("          stripComments: false");
    if (!isBlock(sql)) {
      lines.add("          sql: " + JsonChangelog.quoted(sql));
      return;
    }
    lines.add("          sql: |-");
    sql.lines().forEach(line -> lines.add(line.isEmpty() ? "" : "            " + line));
  }

  /// A block keeps lines as they are, but for ends of lines and what is not printable.
  private static boolean isBlock(String sql) {
    return !sql.isEmpty()
        && !Character.isWhitespace(sql.charAt(0))
        && !sql.endsWith("\n")
        && sql.codePoints()
            .allMatch(point ->
                point == '\n'
                    || (point >= 0x20 && point < 0x7F)
                    || (point > 0xA0 && point < 0xD800 && point != 0x2028 && point != 0x2029));
  }

  private static String plainOrQuoted(String text) {
    return text.matches("[A-Za-z0-9][\\w./-]*") ? text : JsonChangelog.quoted(text);
  }
}
