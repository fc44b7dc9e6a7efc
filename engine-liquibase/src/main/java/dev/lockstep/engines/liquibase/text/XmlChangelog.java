package dev.lockstep.engines.liquibase.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is a changelog in XML.
record XmlChangelog(String text) implements ChangelogText {
  static final String EMPTY =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <databaseChangeLog
          xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
      </databaseChangeLog>
      """;

  private static final Pattern NO_MARKUP =
      Pattern.compile("(?s)<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>");
  private static final String ATTRIBUTES = "(?:[^>\"'/]|\"[^\"]*\"|'[^']*'|/(?!>))*";
  private static final Pattern END = Pattern.compile("</([\\w.-]+:)?databaseChangeLog\\s*>");
  private static final Pattern EMPTY_ROOT =
      Pattern.compile("<(([\\w.-]+:)?databaseChangeLog)\\b" + ATTRIBUTES + "(/>)");
  private static final Pattern ENTRY =
      Pattern.compile("<(?:[\\w.-]+:)?(include|includeAll|changeSet)\\b(" + ATTRIBUTES + ")/?>");
  private static final Pattern INDENT =
      Pattern.compile("(?m)^([ \\t]*)<(?:[\\w.-]+:)?(?:include|includeAll|changeSet|property)\\b");
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

  XmlChangelog checked() {
    if (!END.matcher(masked()).find() && !EMPTY_ROOT.matcher(masked()).find()) {
      throw new IllegalArgumentException("it has no end of databaseChangeLog");
    }
    return this;
  }

  /// Blanks out what only looks like markup, so that places stay the same.
  private String masked() {
    return NO_MARKUP.matcher(text).replaceAll(found -> " ".repeat(found.group().length()));
  }

  @Override
  public List<Include> includes() {
    return ENTRY
        .matcher(masked())
        .results()
        .filter(entry -> !entry.group(1).equals("changeSet"))
        .map(entry -> include(entry))
        .toList();
  }

  @Override
  public boolean endsWithInclude() {
    List<String> names = ENTRY.matcher(masked()).results().map(one -> one.group(1)).toList();
    return !names.isEmpty() && !names.getLast().equals("changeSet");
  }

  private static Include include(MatchResult entry) {
    boolean all = entry.group(1).equals("includeAll");
    return new Include(
        all,
        attribute(entry.group(2), all ? "path" : "file"),
        attribute(entry.group(2), "relativeToChangelogFile").equals("true"));
  }

  private static String attribute(String attributes, String name) {
    Matcher found =
        Pattern.compile("\\b" + name + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')").matcher(attributes);
    if (!found.find()) {
      return "";
    }
    String value = found.group(1) == null ? found.group(2) : found.group(1);
    return value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  @Override
  public String with(Include include) {
    return inserted(
        List.of(
            "<%s%s %s=\"%s\"%s/>"
                .formatted(
                    prefix(),
                    include.all() ? "includeAll" : "include",
                    include.all() ? "path" : "file",
                    escaped(include.path()),
                    include.relative() ? " relativeToChangelogFile=\"true\"" : "")));
  }

  @Override
  public String with(List<NewChangeset> changesets) {
    List<String> lines = new ArrayList<>();
    changesets.forEach(changeset -> lines.addAll(lines(changeset)));
    return inserted(lines);
  }

  private String prefix() {
    Matcher end = END.matcher(masked());
    Matcher empty = EMPTY_ROOT.matcher(masked());
    String found = end.find() ? end.group(1) : empty.find() ? empty.group(2) : "";
    return found == null ? "" : found;
  }

  private String inserted(List<String> lines) {
    String masked = masked();
    String lineEnd = ChangelogText.lineEnd(text);
    Matcher indents = INDENT.matcher(masked);
    String indent = indents.find() ? indents.group(1) : "    ";
    StringBuilder block = new StringBuilder();
    for (String line : lines) {
      // The text of statements is several lines and stays as it is.
      block.append(indent).append(line.replace("\n", lineEnd)).append(lineEnd);
    }
    int at = -1;
    Matcher end = END.matcher(masked);
    while (end.find()) {
      at = end.start();
    }
    if (at < 0) {
      Matcher empty = EMPTY_ROOT.matcher(masked);
      if (!empty.find()) {
        throw new IllegalArgumentException("it has no end of databaseChangeLog");
      }
      String open = text.substring(0, empty.start(3)).stripTrailing() + ">";
      return open + lineEnd + block + "</" + empty.group(1) + ">" + text.substring(empty.end());
    }
    int line = text.lastIndexOf('\n', at - 1) + 1;
    return text.substring(line, at).isBlank()
        ? text.substring(0, line) + block + text.substring(line)
        : text.substring(0, at) + lineEnd + block + text.substring(at);
  }

  private List<String> lines(NewChangeset changeset) {
    NewChangeset.Head head = changeset.head();
    String prefix = prefix();
    List<String> lines = new ArrayList<>();
    lines.add(
        "<%schangeSet id=\"%s\" author=\"%s\"%s%s%s>"
            .formatted(
                prefix,
                escaped(head.id()),
                escaped(head.author()),
                optional("context", head.contexts()),
                optional("labels", head.labels()),
                changeset.inTransaction() ? "" : " runInTransaction=\"false\""));
    if (head.comment() != null) {
      lines.add("    <%1$scomment>%2$s</%1$scomment>".formatted(prefix, escaped(head.comment())));
    }
    changeset.statements().forEach(sql -> lines.add("    " + sql(prefix, sql)));
    if (changeset.reversible()) {
      lines.add("    <" + prefix + "rollback>");
      changeset.rollback().forEach(sql -> lines.add("        " + sql(prefix, sql)));
      lines.add("    </" + prefix + "rollback>");
    }
    lines.add("</" + prefix + "changeSet>");
    return lines;
  }

  private static String optional(String name, @Nullable String value) {
    return value == null ? "" : " " + name + "=\"" + escaped(value) + "\"";
  }

  /// A carriage return would be read as a line feed, so it is written as a reference.
  private static String sql(String prefix, String sql) {
    if (FORBIDDEN.matcher(sql).find()) {
      throw new IllegalArgumentException(
          "XML cannot hold a statement with control characters; --format yaml can");
    }
    String text =
        sql.indexOf('\r') >= 0
            ? escaped(sql).replace("\r", "&#13;")
            : "<![CDATA[" + sql.replace("]]>", "]]]]><![CDATA[>") + "]]>";
    return "<%1$ssql splitStatements=\"false\" stripComments=\"false\">%2$s</%1$ssql>"
        .formatted(prefix, text);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
