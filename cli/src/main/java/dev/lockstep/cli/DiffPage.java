package dev.lockstep.cli;

import dev.lockstep.diagram.Picture;
import dev.lockstep.diagram.Picture.Views;
import dev.lockstep.diagram.SvgDiagram;
import dev.lockstep.diagram.TableNotation;
import dev.lockstep.diagram.Xml;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.diff.Difference;
import dev.lockstep.engines.declarative.ObjectFiles;
import dev.lockstep.plan.Effect;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.scratch.SchemaPlan.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes what is different between two schemas as a page for people.
///
/// *Shape*: one file that loads nothing, runs nothing and says so in its content security policy;
/// in light or dark colours as the reader's system has them.
final class DiffPage {
  private static final int OPEN = 40;

  private final String from;
  private final String to;
  private final SchemaPlan plan;
  private final DatabaseSchema live;
  private final DatabaseSchema desired;
  private final List<Difference> differences;
  private final StringBuilder page = new StringBuilder();

  /// @param from what the first side is called
  /// @param to what the second side is called
  DiffPage(String from, String to, SchemaPlan plan) {
    this.from = SchemaReader.shown(from);
    this.to = SchemaReader.shown(to);
    this.plan = plan;
    this.live = plan.from();
    this.desired = plan.to();
    this.differences = plan.differences();
  }

  String write() {
    String style = SvgDiagram.STYLE + DiffPageStyle.TEXT;
    String title = from + " → " + to;
    page.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'; \
        base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <h1><span>%s</span> → <span>%s</span></h1>
        """
            .formatted(hash(style), Xml.escape(title), style, Xml.escape(from), Xml.escape(to)));
    summary();
    if (!differences.isEmpty()) {
      picture();
      objects(definitions(live), definitions(desired));
      statements();
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private void summary() {
    if (differences.isEmpty()) {
      page.append("<p class=\"equal\">Both are the same.</p>\n");
    } else {
      SequencedMap<String, int[]> counts = new TreeMap<>();
      differences.forEach(one ->
          counts.computeIfAbsent(one.id().kind().replace('_', ' '), _ -> new int[3])[place(one)]++);
      page.append(
          "<table"
              + " class=\"counts\"><tr><th></th><th>added</th><th>changed</th><th>removed</th></tr>\n");
      counts.forEach((kind, count) ->
          page.append(
              "<tr><th>%s</th><td class=\"added\">%s</td><td class=\"changed\">%s</td><td class=\"removed\">%s</td></tr>\n"
                  .formatted(Xml.escape(kind), some(count[0]), some(count[1]), some(count[2]))));
      page.append("</table>\n");
    }
    if (!plan.losses().isEmpty()) {
      page.append("<div class=\"losses\"><strong>What is lost for good</strong><ul>\n");
      plan.losses().forEach(loss -> page.append("<li>").append(Xml.escape(loss)).append("</li>\n"));
      page.append("</ul></div>\n");
    }
    List<String> unknown = new ArrayList<>(live.notManaged());
    desired.notManaged().stream().filter(one -> !unknown.contains(one)).forEach(unknown::add);
    if (!unknown.isEmpty()) {
      page.append("<p>Not managed, and not compared: ")
          .append(Xml.escape(String.join(", ", unknown)))
          .append(".</p>\n");
    }
  }

  private static String some(int count) {
    return count == 0 ? "" : Integer.toString(count);
  }

  private static int place(Difference difference) {
    return switch (difference) {
      case Difference.Added _ -> 0;
      case Difference.Changed _ -> 1;
      case Difference.Removed _ -> 2;
    };
  }

  private void picture() {
    Picture picture =
        Picture.between(live, desired, TableNotation.USUAL, Views.SHOWN).aroundChanges();
    if (!picture.boxes().isEmpty()) {
      page.append("<h2>Diagram</h2>\n<div class=\"scroll\">\n")
          .append(SvgDiagram.element(picture))
          .append("</div>\n");
    }
  }

  /// Writes each object's definition on both sides; parts stand with what they belong to.
  private void objects(Map<ObjectId, List<String>> before, Map<ObjectId, List<String>> after) {
    SequencedMap<ObjectId, String> roots = new TreeMap<>();
    for (Difference one : differences) {
      ObjectId root =
          ObjectFiles.root(desired.find(one.id()).isPresent() ? desired : live, one.id());
      boolean whole = root.equals(one.id());
      String word =
          switch (one) {
            case Difference.Added _ -> whole ? "added" : "changed";
            case Difference.Removed _ -> whole ? "removed" : "changed";
            case Difference.Changed _ -> "changed";
          };
      roots.merge(root, word, (first, second) -> whole ? second : first);
    }
    page.append("<h2>Objects</h2>\n");
    roots.forEach((root, word) -> {
      page.append(
          "<details class=\"object %s\"%s><summary>%s <span>%s</span></summary>\n"
              .formatted(
                  word, roots.size() <= OPEN ? " open" : "", Xml.escape(root.toString()), word));
      sides(before.getOrDefault(root, List.of()), after.getOrDefault(root, List.of()));
      page.append("</details>\n");
    });
  }

  private void sides(List<String> before, List<String> after) {
    page.append(
        "<div class=\"scroll\"><table class=\"sides\"><colgroup><col class=\"number\"><col><col"
            + " class=\"number\"><col></colgroup>\n");
    int left = 0;
    int right = 0;
    for (LineDiff.Side side : LineDiff.between(before, after)) {
      left += side.before() == null ? 0 : 1;
      right += side.after() == null ? 0 : 1;
      page.append("<tr>");
      cell(side.before(), left, side.same() ? "" : "removed");
      cell(side.after(), right, side.same() ? "" : "added");
      page.append("</tr>\n");
    }
    page.append("</table></div>\n");
  }

  private void cell(@Nullable String line, int number, String word) {
    if (line == null) {
      page.append("<td class=\"number\"></td><td class=\"none\"></td>");
    } else {
      page.append(
          "<td class=\"number\">%d</td><td class=\"%s\">%s</td>"
              .formatted(number, word, Xml.escape(line)));
    }
  }

  private void statements() {
    page.append("<h2>Statements</h2>\n<pre class=\"plan\">");
    for (Step step : plan.steps()) {
      step.effect().flatMap(Effect::burden).ifPresent(text -> comment("heavy", text));
      if (step.sql().equals(step.change().statements().getFirst())) {
        step.change().losses().forEach(loss -> comment("removed", "Loses " + loss));
        step.change().failsIf().forEach(failure -> comment("heavy", "Fails if " + failure));
      }
      page.append(Xml.escape(step.sql())).append(";\n");
    }
    page.append("</pre>\n");
  }

  private void comment(String word, String text) {
    page.append(
        "<span class=\"%s\">-- %s.</span>\n".formatted(word, Xml.escape(text.replace('\n', ' '))));
  }

  /// Writes every object that stands for itself as the statements that create it and its parts.
  private static Map<ObjectId, List<String>> definitions(DatabaseSchema schema) {
    Map<ObjectId, List<String>> lines = new HashMap<>();
    for (SchemaChange change : SupportedSchemas.named(schema.dialect()).creation(schema)) {
      lines
          .computeIfAbsent(ObjectFiles.root(schema, change.object()), _ -> new ArrayList<>())
          .addAll(
              change.statements().stream()
                  .map(sql -> sql + ";")
                  .collect(Collectors.joining("\n"))
                  .lines()
                  .toList());
    }
    return lines;
  }

  private static String hash(String style) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
