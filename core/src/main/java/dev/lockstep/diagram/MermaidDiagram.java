package dev.lockstep.diagram;

import dev.lockstep.diagram.Picture.Box;
import dev.lockstep.diagram.Picture.Mark;
import dev.lockstep.diagram.Picture.Relation;
import dev.lockstep.diagram.Picture.Row;
import dev.lockstep.schema.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes a picture as Mermaid's `erDiagram`.
///
/// *Source*: https://mermaid.js.org/syntax/entityRelationshipDiagram.html; entities have aliases
/// since Mermaid 10.5 and classes since 11.5.
public final class MermaidDiagram {
  private final Picture picture;
  private final Map<ObjectId, String> names = new HashMap<>();
  private final StringBuilder text = new StringBuilder("erDiagram\n");

  private MermaidDiagram(Picture picture) {
    this.picture = picture;
  }

  public static String document(Picture picture) {
    return new MermaidDiagram(picture).write();
  }

  private String write() {
    picture.boxes().forEach(this::name);
    picture.boxes().forEach(this::box);
    picture.relations().forEach(this::relation);
    if (picture.change()) {
      classes();
    }
    return text.toString();
  }

  private void name(Box box) {
    String plain = word(picture.title(box.id()));
    String name = plain;
    for (int number = 2; names.containsValue(name); number++) {
      name = plain + "_" + number;
    }
    names.put(box.id(), name);
  }

  private String name(ObjectId id) {
    return names.getOrDefault(id, "");
  }

  private void box(Box box) {
    String name = name(box.id());
    String title = picture.title(box.id());
    text.append("  ").append(name);
    if (!name.equals(title)) {
      text.append("[\"").append(quoted(title)).append("\"]");
    }
    if (box.rows().isEmpty()) {
      text.append('\n');
      return;
    }
    text.append(" {\n");
    box.rows().forEach(this::row);
    text.append("  }\n");
  }

  private void row(Row row) {
    text.append("    ").append(word(row.type())).append(' ').append(word(row.name()));
    if (!row.keys().isEmpty()) {
      text.append(' ')
          .append(row.keys().stream().map(Picture.Key::letters).collect(Collectors.joining(", ")));
    }
    List<String> comments = new ArrayList<>();
    if (row.mark() != Mark.SAME) {
      comments.add(row.mark().word());
    }
    if (row.notNull() && !row.keys().contains(Picture.Key.PRIMARY)) {
      comments.add("not null");
    }
    if (!word(row.name()).equals(row.name())) {
      comments.add(quoted(row.name()));
    }
    if (!comments.isEmpty()) {
      text.append(" \"").append(String.join(", ", comments)).append('"');
    }
    text.append('\n');
  }

  private void relation(Relation relation) {
    String label = relation.reads() ? "reads" : quoted(String.join(", ", relation.columns()));
    String line = relation.reads() ? ".." : "--";
    text.append("  ")
        .append(name(relation.to()))
        .append(relation.optional() ? " |o" : " ||")
        .append(line)
        .append(relation.single() ? "o| " : "o{ ")
        .append(name(relation.from()))
        .append(" : \"")
        .append(label)
        .append(relation.mark() == Mark.SAME ? "" : " (" + relation.mark().word() + ")")
        .append("\"\n");
  }

  private void classes() {
    List<String> styles =
        List.of(
            "fill:#dafbe1,stroke:#1a7f37,color:#1f2328",
            "fill:#fff3c4,stroke:#9a6700,color:#1f2328",
            "fill:#ffe1de,stroke:#cf222e,color:#1f2328");
    List<Mark> marks = List.of(Mark.ADDED, Mark.CHANGED, Mark.REMOVED);
    for (Mark mark : marks) {
      String its =
          picture.boxes().stream()
              .filter(box -> box.mark() == mark)
              .map(box -> name(box.id()))
              .collect(Collectors.joining(","));
      if (!its.isEmpty()) {
        text.append(
            "  classDef %s %s\n  class %s %s\n"
                .formatted(mark.word(), styles.get(marks.indexOf(mark)), its, mark.word()));
      }
    }
  }

  /// Returns a name that Mermaid takes without quotes.
  private static String word(String text) {
    String word = text.replaceAll("[^A-Za-z0-9_]+", "_").replaceFirst("_$", "");
    boolean begins = !word.isEmpty() && Character.isLetter(word.charAt(0));
    return begins ? word : "_".equals(word) || word.isEmpty() ? "x" : "x" + word;
  }

  /// Returns a text that ends no quotes, begins no directive and holds no markup.
  private static String quoted(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '"' -> safe.append('\'');
            case '<' -> safe.append('‹');
            case '>' -> safe.append('›');
            case '%', '\\', '#', ';', '`', '{', '}', '[', ']' -> safe.append('_');
            default ->
                safe.appendCodePoint(point == '\n' || point == '\t' ? ' ' : Xml.harmless(point));
          }
        });
    return safe.isEmpty() ? " " : safe.toString();
  }
}
