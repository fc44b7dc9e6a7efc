package dev.lockstep.cli;

import java.util.ArrayList;
import java.util.List;

/// Lays out rows in columns.
final class Table {
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();
  private final int[] width;

  Table(String... head) {
    this.head = List.of(head);
    this.width = new int[head.length];
    measure(this.head);
  }

  void row(String... cells) {
    List<String> row = List.of(cells).stream().map(Table::line).toList();
    if (row.size() != head.size()) {
      throw new IllegalArgumentException("a row has as many cells as the head");
    }
    rows.add(row);
    measure(row);
  }

  private static String line(String cell) {
    return Console.safe(cell).replaceAll("\\s+", " ");
  }

  void print(Console console) {
    console.line(console.style(Style.DIM, format(head)));
    rows.forEach(row -> console.line(format(row)));
  }

  private void measure(List<String> row) {
    for (int i = 0; i < width.length; i++) {
      width[i] = Math.max(width[i], row.get(i).codePointCount(0, row.get(i).length()));
    }
  }

  private String format(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      int padding = width[i] - cell.codePointCount(0, cell.length());
      boolean number = !cell.isEmpty() && cell.chars().allMatch(c -> c >= '0' && c <= '9');
      if (number) {
        line.append(" ".repeat(padding)).append(cell);
      } else if (i == row.size() - 1) {
        line.append(cell);
      } else {
        line.append(cell).append(" ".repeat(padding));
      }
      if (i < row.size() - 1) {
        line.append("  ");
      }
    }
    return line.toString().stripTrailing();
  }
}
