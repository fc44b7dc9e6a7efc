package dev.lockstep.diagram;

import dev.lockstep.diagram.Picture.Box;
import dev.lockstep.diagram.Picture.Mark;
import dev.lockstep.diagram.Picture.Note;
import dev.lockstep.diagram.Picture.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Measures a table: what stands in its lines and how much room it takes.
///
/// *Units*: pixels; letters are of one width, so that nothing has to be asked of a font.
final class BoxShape {
  static final int HEAD = 26;
  static final int ROW = 18;
  static final int PAD = 10;
  static final int SIGN = 12;
  static final int DOT = 13;
  private static final double LETTER = 7.25;
  private static final double SMALL_LETTER = 6.1;
  private static final int LONGEST = 34;
  private static final int KEY = 18;

  /// Is a foreign key that is told in words where it stands and not drawn as a line.
  ///
  /// @param to the number of the table that it refers to
  record Badge(String text, int to, Mark mark) {}

  private final Box box;
  private final String title;
  private final Map<Integer, Badge> badges;
  private final List<Note> notes;
  private final int nameAt;
  private final int typeAt;
  private final int badgeAt;
  private final int width;

  /// @param badges by row
  /// @param notes below the columns
  /// @param signs whether there is room for signs of change
  BoxShape(Box box, String title, Map<Integer, Badge> badges, List<Note> notes, boolean signs) {
    this.box = box;
    this.title = shortened(title);
    this.badges = badges;
    this.notes = notes.stream().map(note -> new Note(note.mark(), cut(note.text(), 48))).toList();
    int keys = box.rows().stream().mapToInt(row -> row.keys().size()).max().orElse(0);
    this.nameAt = PAD + (signs ? SIGN : 0) + keys * KEY + DOT;
    double names = widest(box.rows().stream().map(row -> shortened(row.name())).toList());
    double types = widest(box.rows().stream().map(row -> shortened(row.type())).toList());
    this.typeAt = nameAt + (int) Math.ceil(names * LETTER) + 12;
    this.badgeAt = typeAt + (int) Math.ceil(types * LETTER) + 10;
    double told = widest(badges.values().stream().map(Badge::text).toList()) * SMALL_LETTER;
    double rows = told > 0 ? badgeAt + told : badgeAt - 10;
    double head =
        (cells(this.title) + (signs ? 2 : 0)) * LETTER * 1.06 + PAD + (box.view() ? 44 : 0);
    double foot = PAD + widest(this.notes.stream().map(Note::text).toList()) * SMALL_LETTER + 12;
    this.width =
        (int) Math.ceil(Math.max(Math.max(box.rows().isEmpty() ? 0 : rows, head), foot)) + PAD;
  }

  Box box() {
    return box;
  }

  String title() {
    return title;
  }

  Map<Integer, Badge> badges() {
    return badges;
  }

  List<Note> notes() {
    return notes;
  }

  int nameAt() {
    return nameAt;
  }

  int typeAt() {
    return typeAt;
  }

  int badgeAt() {
    return badgeAt;
  }

  int keyAt(int key, Row row) {
    return nameAt - DOT - (row.keys().size() - key) * KEY;
  }

  int width() {
    return width;
  }

  int height() {
    int lines = box.rows().size() + notes.size();
    return HEAD + lines * ROW + (lines == 0 ? 0 : 6);
  }

  /// Returns where a line to or from a column meets the box; its head for none.
  int port(List<String> columns) {
    for (int row = 0; row < box.rows().size(); row++) {
      if (columns.contains(box.rows().get(row).name())) {
        return top(row) + ROW / 2;
      }
    }
    return HEAD / 2;
  }

  int row(List<String> columns) {
    return (port(columns) - HEAD) < 0 ? -1 : (port(columns) - HEAD) / ROW;
  }

  /// Returns the upper edge of a line below the head.
  int top(int line) {
    return HEAD + 3 + line * ROW;
  }

  static String shortened(String text) {
    return cut(text, LONGEST);
  }

  /// Cuts a text to so many letters.
  static String cut(String text, int longest) {
    StringBuilder cut = new StringBuilder();
    int cells = 0;
    for (int point : text.codePoints().toArray()) {
      cells += cells(point);
      if (cells >= longest && cut.length() + Character.charCount(point) < text.length()) {
        return cut.append('…').toString();
      }
      cut.appendCodePoint(point);
    }
    return cut.toString();
  }

  private static double widest(List<String> texts) {
    return texts.stream().mapToInt(BoxShape::cells).max().orElse(0);
  }

  private static int cells(String text) {
    return text.codePoints().map(BoxShape::cells).sum();
  }

  /// Letters of East Asia and pictures are as wide as two.
  private static int cells(int point) {
    return point >= 0x1100 && (point <= 0x115F || (point >= 0x2E80 && point != 0xFFFD)) ? 2 : 1;
  }

  /// Collects what is told below the columns.
  static List<Note> notes(Box box, List<String> referring) {
    List<Note> notes = new ArrayList<>(box.notes());
    if (!referring.isEmpty()) {
      List<String> named = referring.subList(0, Math.min(2, referring.size()));
      int more = referring.size() - named.size();
      notes.add(
          new Note(
              Mark.SAME,
              "← " + String.join(", ", named) + (more > 0 ? " and " + more + " more" : "")));
    }
    return notes;
  }
}
