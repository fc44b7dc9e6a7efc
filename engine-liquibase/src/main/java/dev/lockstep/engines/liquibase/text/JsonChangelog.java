package dev.lockstep.engines.liquibase.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is a changelog in JSON, or in YAML that is written with brackets.
record JsonChangelog(String text) implements ChangelogText {
  private static final Pattern KEY = Pattern.compile("[\"']?databaseChangeLog[\"']?\\s*:\\s*(\\[)");
  private static final Pattern VALUE =
      Pattern.compile(
          "[\"']?\\b(file|path|relativeToChangelogFile)[\"']?\\s*:\\s*"
              + "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,}]+))");

  JsonChangelog checked() {
    elements();
    return this;
  }

  /// Is where an entry stands.
  private record Place(int start, int end) {}

  /// Is the list: where its bracket opens and closes, and its entries.
  private record Elements(int open, int close, List<Place> places) {}

  private Elements elements() {
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      throw new IllegalArgumentException("it has no list databaseChangeLog");
    }
    int depth = 0;
    int start = -1;
    List<Place> places = new ArrayList<>();
    for (int at = key.start(1); at < text.length(); at++) {
      char one = text.charAt(at);
      switch (one) {
        case '"' -> at = stringEnd(at);
        case '[', '{' -> {
          depth++;
          if (depth == 2) {
            start = at;
          }
        }
        case ']', '}' -> {
          depth--;
          if (depth == 1) {
            places.add(new Place(start, at + 1));
          } else if (depth == 0) {
            return new Elements(key.start(1), at, places);
          }
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException("its list databaseChangeLog has no end");
  }

  private int stringEnd(int start) {
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  private static @Nullable Include include(String entry) {
    Matcher kind = Pattern.compile("^\\{\\s*[\"']?(include|includeAll)[\"']?\\s*:").matcher(entry);
    if (!kind.find()) {
      return null;
    }
    String path = "";
    boolean relative = false;
    Matcher value = VALUE.matcher(entry);
    while (value.find()) {
      String text =
          value.group(2) == null
              ? value.group(3)
              : value.group(2).replace("\\/", "/").replace("\\\"", "\"").replace("\\\\", "\\");
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
    for (Place place : elements().places()) {
      Include include = include(text.substring(place.start(), place.end()));
      if (include != null) {
        includes.add(include);
      }
    }
    return includes;
  }

  @Override
  public boolean endsWithInclude() {
    List<Place> places = elements().places();
    return !places.isEmpty()
        && include(text.substring(places.getLast().start(), places.getLast().end())) != null;
  }

  @Override
  public String with(Include include) {
    List<String> lines = new ArrayList<>();
    lines.add("{");
    lines.add("  \"" + (include.all() ? "includeAll" : "include") + "\": {");
    lines.add(
        "    \""
            + (include.all() ? "path" : "file")
            + "\": "
            + quoted(include.path())
            + (include.relative() ? "," : ""));
    if (include.relative()) {
      lines.add("    \"relativeToChangelogFile\": true");
    }
    lines.add("  }");
    lines.add("}");
    return inserted(List.of(lines));
  }

  @Override
  public String with(List<NewChangeset> changesets) {
    return inserted(changesets.stream().map(JsonChangelog::lines).toList());
  }

  private String inserted(List<List<String>> entries) {
    Elements elements = elements();
    String end = ChangelogText.lineEnd(text);
    List<Place> places = elements.places();
    int at = places.isEmpty() ? elements.open() + 1 : places.getLast().end();
    String indent = places.isEmpty() ? "    " : indent(places.getLast().start());
    StringBuilder added = new StringBuilder();
    boolean first = places.isEmpty();
    for (List<String> entry : entries) {
      added.append(first ? "" : ",");
      entry.forEach(line -> added.append(end).append(indent).append(line));
      first = false;
    }
    boolean closesOnSameLine = text.substring(at, elements.close()).indexOf('\n') < 0;
    return text.substring(0, at) + added + (closesOnSameLine ? end : "") + text.substring(at);
  }

  private String indent(int place) {
    int line = text.lastIndexOf('\n', place) + 1;
    String before = text.substring(line, place);
    return before.isBlank() ? before : "    ";
  }

  private static List<String> lines(NewChangeset changeset) {
    NewChangeset.Head head = changeset.head();
    List<String> lines = new ArrayList<>();
    lines.add("{");
    lines.add("  \"changeSet\": {");
    lines.add("    \"id\": " + quoted(head.id()) + ",");
    lines.add("    \"author\": " + quoted(head.author()) + ",");
    optional(lines, "comment", head.comment());
    optional(lines, "context", head.contexts());
    optional(lines, "labels", head.labels());
    if (!changeset.inTransaction()) {
      lines.add("    \"runInTransaction\": false,");
    }
    list(lines, "changes", changeset.statements());
    if (changeset.reversible()) {
      lines.set(lines.size() - 1, lines.getLast() + ",");
      list(lines, "rollback", changeset.rollback());
    }
    lines.add("  }");
    lines.add("}");
    return lines;
  }

  private static void optional(List<String> lines, String name, @Nullable String value) {
    if (value != null) {
      lines.add("    \"" + name + "\": " + quoted(value) + ",");
    }
  }

  private static void list(List<String> lines, String name, List<String> statements) {
    lines.add("    \"" + name + "\": [");
    for (int i = 0; i < statements.size(); i++) {
      lines.add("      {");
      lines.add("        \"sql\": {");
      lines.add("          \"splitStatements\": false,");
      lines.add("          \"stripComments\": false,");
      lines.add("          \"sql\": " + quoted(statements.get(i)));
      lines.add("        }");
      lines.add(i + 1 < statements.size() ? "      }," : "      }");
    }
    lines.add("    ]");
  }

  /// Writes a text as JSON and as YAML in double quotes alike.
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      switch (one) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          boolean plain = (one >= 0x20 && one < 0x7F) || (one > 0xA0 && !isSpecial(one));
          quoted.append(plain ? String.valueOf(one) : "\\u%04x".formatted((int) one));
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean isSpecial(char one) {
    return one == 0x2028 || one == 0x2029 || one >= 0xFFFE || one == 0xFEFF;
  }
}
