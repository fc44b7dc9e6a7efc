package dev.lockstep.engines.flyway;

import dev.lockstep.migration.NewChange;
import dev.lockstep.migration.NewChange.Piece;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Writes the text of new scripts, and the `.conf` beside one that Flyway would read otherwise.
record ScriptText(Settings settings, NewChange.Words words) {
  /// Writes what applies a piece.
  String apply(Piece piece) {
    StringBuilder text = new StringBuilder(head());
    piece.statements().forEach(sql -> text.append(sql).append(";\n"));
    return text.toString();
  }

  /// Writes what takes a piece back.
  String undo(Piece piece) {
    StringBuilder text = new StringBuilder(head());
    piece.losses().stream()
        .distinct()
        .forEach(loss -> text.append(comment("This does not bring back " + loss + ".")));
    piece.reverse().forEach(sql -> text.append(sql).append(";\n"));
    return text.toString();
  }

  /// Adds a script to the files.
  void add(SequencedMap<String, byte[]> files, String path, String text, boolean inTransaction) {
    Charset encoding = settings.encoding();
    List<String> conf = new ArrayList<>();
    if (!encoding.newEncoder().canEncode(text)) {
      encoding = StandardCharsets.UTF_8;
      conf.add("encoding=UTF-8");
    }
    if (!inTransaction) {
      conf.add("executeInTransaction=false");
    }
    if (settings.substitution().enabled() && text.contains(settings.substitution().prefix())) {
      conf.add("placeholderReplacement=false");
    }
    files.put(path, text.getBytes(encoding));
    if (!conf.isEmpty()) {
      files.put(path + ".conf", (String.join("\n", conf) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private String head() {
    return line("Author: ", words.author())
        + line("Ticket: ", words.ticket())
        + line("", words.comment());
  }

  private static String line(String label, @Nullable String text) {
    return text == null ? "" : comment(label + text);
  }

  /// Each line is a comment of its own, whatever the text holds.
  private static String comment(String text) {
    StringBuilder comment = new StringBuilder();
    text.lines()
        .map(line -> line.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ").strip())
        .filter(line -> !line.isEmpty())
        .forEach(line -> comment.append("-- ").append(line).append('\n'));
    return comment.toString();
  }
}
