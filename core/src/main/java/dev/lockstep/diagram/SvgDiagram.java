package dev.lockstep.diagram;

import dev.lockstep.diagram.BoxShape.Badge;
import dev.lockstep.diagram.Layers.Point;
import dev.lockstep.diagram.Layout.Frame;
import dev.lockstep.diagram.Layout.Placed;
import dev.lockstep.diagram.Layout.Wire;
import dev.lockstep.diagram.Picture.Box;
import dev.lockstep.diagram.Picture.Mark;
import dev.lockstep.diagram.Picture.Note;
import dev.lockstep.diagram.Picture.Relation;
import dev.lockstep.diagram.Picture.Row;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Writes a picture as SVG, in light or dark colours as the reader's system has them.
public final class SvgDiagram {
  /// What the elements look like; belongs into the page around an [#element].
  public static final String STYLE = DiagramStyle.TEXT;

  private static final int LEGEND = 34;
  private static final int HUES = 8;

  private final Picture picture;
  private final Layout layout;
  private final StringBuilder svg = new StringBuilder();

  private SvgDiagram(Picture picture) {
    this.picture = picture;
    this.layout = new Layout(picture);
  }

  /// Writes a file that stands for itself.
  public static String document(Picture picture) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + new SvgDiagram(picture).write("<style>\n" + STYLE + "</style>\n");
  }

  /// Writes an element for a page that has the [#STYLE].
  public static String element(Picture picture) {
    return new SvgDiagram(picture).write("");
  }

  private String write(String style) {
    int width = Math.max(layout.width(), picture.change() ? 660 : 480);
    int height = layout.height() + LEGEND;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" class="diagram" width="%1$d" height="%2$d" \
        viewBox="0 0 %1$d %2$d" role="img" aria-label="Entity-relationship diagram of %3$d tables">
        """
            .formatted(width, height, picture.boxes().size()));
    svg.append(style);
    line("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>", width, height);
    layout.frames().forEach(this::frame);
    layout.wires().stream()
        .sorted(Comparator.comparing(wire -> wire.relation().mark() != Mark.SAME))
        .forEach(this::wire);
    layout.placed().forEach(this::box);
    legend(height - 22);
    return svg.append("</svg>\n").toString();
  }

  private void frame(Frame frame) {
    line(
        "<rect class=\"group\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"10\"/>",
        frame.x(), frame.y(), frame.width(), frame.height());
    text(
        "group-title",
        frame.x() + 18,
        frame.y() + 29,
        BoxShape.cut(frame.title(), Math.max(8, frame.width() / 13)));
  }

  private void wire(Wire wire) {
    Relation relation = wire.relation();
    List<Point> points = wire.points();
    line(
        "<g class=\"wire %s%s\"><title>%s</title><path d=\"%s\"/>",
        relation.mark().word(),
        relation.reads() ? " reads" : "",
        Xml.escape(told(relation)),
        path(points));
    Point first = points.getFirst();
    Point last = points.getLast();
    if (!relation.reads()) {
      line(
          relation.single() ? "<path d=\"M%1$d %3$dv10\"/>" : "<path d=\"M%2$d %3$dl-9 5l9 5\"/>",
          first.x() - 7,
          first.x(),
          first.y() - 5);
    }
    line("<path class=\"end\" d=\"M%d %dl8 -4.5v9z\"/></g>", last.x() + 1, last.y());
  }

  private String told(Relation relation) {
    String from = picture.title(relation.from());
    String to = picture.title(relation.to());
    return from
        + (relation.columns().isEmpty() ? "" : " (" + String.join(", ", relation.columns()) + ")")
        + " → "
        + to
        + (relation.referenced().isEmpty()
            ? ""
            : " (" + String.join(", ", relation.referenced()) + ")");
  }

  /// Draws a line with round corners.
  private static String path(List<Point> points) {
    List<Point> corners =
        points.stream()
            .collect(
                java.util.ArrayList::new,
                (all, point) -> {
                  if (all.isEmpty() || !all.getLast().equals(point)) {
                    all.add(point);
                  }
                },
                java.util.ArrayList::addAll);
    StringBuilder path = new StringBuilder();
    path.append('M').append(corners.getFirst().x()).append(' ').append(corners.getFirst().y());
    for (int at = 1; at + 1 < corners.size(); at++) {
      Point before = corners.get(at - 1);
      Point corner = corners.get(at);
      Point after = corners.get(at + 1);
      Point in = near(corner, before);
      Point out = near(corner, after);
      path.append(
          "L%d %dQ%d %d %d %d".formatted(in.x(), in.y(), corner.x(), corner.y(), out.x(), out.y()));
    }
    Point last = corners.getLast();
    return path.append('L').append(last.x()).append(' ').append(last.y()).toString();
  }

  private static Point near(Point corner, Point other) {
    int far = Math.abs(other.x() - corner.x()) + Math.abs(other.y() - corner.y());
    int radius = Math.min(6, far / 2);
    return new Point(
        corner.x() + Integer.signum(other.x() - corner.x()) * radius,
        corner.y() + Integer.signum(other.y() - corner.y()) * radius);
  }

  private void box(Placed placed) {
    BoxShape shape = placed.shape();
    Box box = shape.box();
    int width = shape.width();
    line(
        "<g class=\"box %s hue%d%s\" id=\"table%d\" transform=\"translate(%d"
            + " %d)\"><title>%s</title>",
        box.mark().word(),
        picture.change() ? HUES : placed.group() % HUES,
        box.view() ? " view" : "",
        placed.number(),
        placed.x(),
        placed.y(),
        Xml.escape(box.id().toString()));
    line("<rect class=\"body\" width=\"%d\" height=\"%d\" rx=\"6\"/>", width, shape.height());
    line(
        shape.height() == BoxShape.HEAD
            ? "<rect class=\"head\" width=\"%d\" height=\"%d\" rx=\"6\"/>"
            : "<path class=\"head\" d=\"M0 %2$dV6Q0 0 6 0H%3$dQ%1$d 0 %1$d 6V%2$dz\"/>",
        width,
        BoxShape.HEAD,
        width - 6);
    text("name", BoxShape.PAD, 17, sign(box.mark()) + shape.title());
    if (box.view()) {
      text("type", width - BoxShape.PAD - 28, 17, "view");
    }
    for (int row = 0; row < box.rows().size(); row++) {
      row(shape, row);
    }
    for (int note = 0; note < shape.notes().size(); note++) {
      Note one = shape.notes().get(note);
      text(
          "note " + one.mark().word(),
          BoxShape.PAD,
          shape.top(box.rows().size() + note) + 13,
          sign(one.mark()) + one.text());
    }
    line("<rect class=\"frame\" width=\"%d\" height=\"%d\" rx=\"6\"/></g>", width, shape.height());
  }

  private void row(BoxShape shape, int at) {
    Row row = shape.box().rows().get(at);
    int top = shape.top(at);
    int base = top + 13;
    if (row.mark() != Mark.SAME) {
      line(
          "<rect class=\"band %s\" x=\"1\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
          row.mark().word(), top, shape.width() - 2, BoxShape.ROW);
      text("sign " + row.mark().word(), BoxShape.PAD - 3, base, sign(row.mark()).strip());
    }
    for (int key = 0; key < row.keys().size(); key++) {
      text(
          "key " + row.keys().get(key).name().toLowerCase(java.util.Locale.ROOT),
          shape.keyAt(key, row),
          base - 1,
          row.keys().get(key).letters());
    }
    line(
        "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"3\"/>",
        row.notNull() ? "set" : "open", shape.nameAt() - 8, top + 9);
    String gone = row.mark() == Mark.REMOVED ? " gone" : "";
    text("column" + gone, shape.nameAt(), base, BoxShape.shortened(row.name()));
    text("type" + gone, shape.typeAt(), base, BoxShape.shortened(row.type()));
    Badge badge = shape.badges().get(at);
    if (badge != null) {
      svg.append("<a href=\"#table").append(badge.to()).append("\">");
      text("badge " + badge.mark().word(), shape.badgeAt(), base - 1, badge.text());
      svg.append("</a>\n");
    }
  }

  private static String sign(Mark mark) {
    return switch (mark) {
      case SAME -> "";
      case ADDED -> "+ ";
      case CHANGED -> "~ ";
      case REMOVED -> "− ";
    };
  }

  private void legend(int y) {
    line("<g class=\"legend\" transform=\"translate(28 %d)\">", y);
    line("<circle class=\"set\" cx=\"4\" cy=\"-3\" r=\"3\"/>");
    text("note", 12, 0, "not null");
    line("<circle class=\"open\" cx=\"84\" cy=\"-3\" r=\"3\"/>");
    text("note", 92, 0, "may be null");
    text("note", 184, 0, "→ refers to a table elsewhere in the picture");
    if (picture.change()) {
      text("note added", 470, 0, "+ added");
      text("note changed", 528, 0, "~ changed");
      text("note removed", 598, 0, "− removed");
    }
    line("</g>");
  }

  private void text(String type, int x, int y, String text) {
    line("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", type, x, y, Xml.escape(text));
  }

  // The annotation belongs to a library, and this room has none.
  @SuppressWarnings("AnnotateFormatMethod")
  private void line(String format, Object... values) {
    svg.append(format.formatted(values)).append('\n');
  }

  /// Counts what a change does to tables, for people.
  public static String summary(Picture picture) {
    return List.of(Mark.ADDED, Mark.CHANGED, Mark.REMOVED).stream()
        .map(mark ->
            picture.boxes().stream().filter(box -> box.mark() == mark).count() + " " + mark.word())
        .collect(Collectors.joining(", "));
  }
}
