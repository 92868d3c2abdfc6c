package dev.freshet.cli.table;

import dev.freshet.core.OutsideText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cells under a header, laid out as {@code flux} does, so that scripts that cut its output work on
 * ours: cells are padded and separated by tabs, the header ends in a space and a row in a tab.
 */
public record Table(List<String> header, List<List<String>> rows) {

  public Table {
    header = header.stream().map(cell -> cell.toUpperCase(Locale.ROOT)).toList();
    // A tab would be a cell's end.
    rows =
        rows.stream()
            .map(row ->
                row.stream().map(cell -> OutsideText.lines(cell).replace('\t', ' ')).toList())
            .toList();
  }

  public String text() {
    List<List<String>> all = new ArrayList<>(rows);
    all.addFirst(header);
    int[] widths = widths(all);
    return String.join("\t", padded(header, widths)) + " \n" + body(widths);
  }

  public String textWithoutHeader() {
    return body(widths(rows));
  }

  private String body(int[] widths) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      List<List<String>> lines = row.stream().map(cell -> cell.lines().toList()).toList();
      int height = lines.stream().mapToInt(List::size).max().orElse(1);
      for (int at = 0; at < Math.max(1, height); at++) {
        int line = at;
        List<String> cells =
            lines.stream().map(cell -> line < cell.size() ? cell.get(line) : "").toList();
        text.append(String.join("\t", padded(cells, widths))).append("\t\n");
      }
    }
    return text.toString();
  }

  private int[] widths(List<List<String>> all) {
    int[] widths = new int[header.size()];
    for (List<String> row : all) {
      for (int column = 0; column < widths.length; column++) {
        int widest = row.get(column).lines().mapToInt(Table::width).max().orElse(0);
        widths[column] = Math.max(widths[column], widest);
      }
    }
    return widths;
  }

  private static List<String> padded(List<String> cells, int[] widths) {
    List<String> padded = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      padded.add(cell + " ".repeat(widths[column] - width(cell)));
    }
    return padded;
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
