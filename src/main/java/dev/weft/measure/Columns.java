package dev.weft.measure;

import java.util.List;

/** Rows of cells as lines of a terminal: the first column to the left, the others to the right. */
final class Columns {
  private Columns() {}

  /** The lines; all rows have as many cells as the first. */
  static List<String> aligned(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String gap = " ".repeat(widths[i] - row.get(i).length());
      line.append(i == 0 ? row.get(i) + gap : "   " + gap + row.get(i));
    }
    return line.toString().stripTrailing();
  }
}
