package dev.freshet.core.marker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file between separator lines, by byte offsets. Flux cuts files at lines that start
 * with {@code ---} before any YAML parser sees them and reads one document of each part, so what a
 * marker means depends on these cuts.
 *
 * @param firstLine the line the part starts on, from 0
 */
record Chunk(int start, int end, int firstLine) {

  /** A separator line that holds more than a comment; Flux gives such a file up. */
  record BadSeparator(int line, String text) {}

  /** The parts of a file, or the separator that spoils it. */
  record Split(List<Chunk> chunks, List<BadSeparator> badSeparators) {}

  /**
   * @param most behind so many parts the rest of the file is not looked at
   */
  static Split split(byte[] file, int most) {
    List<Chunk> chunks = new ArrayList<>();
    List<BadSeparator> bad = new ArrayList<>();
    int start = 0;
    int firstLine = 0;
    int line = 0;
    for (int at = 0; at < file.length && chunks.size() < most; at++) {
      if (file[at] != '\n') {
        continue;
      }
      line++;
      int end = separatorEnd(file, at + 1);
      // The last line of a file separates nothing: there is no line break behind it.
      if (end == file.length) {
        continue;
      }
      String rest = new String(file, at + 4, end - at - 4, StandardCharsets.UTF_8).strip();
      if (!rest.isEmpty() && rest.charAt(0) != '#') {
        bad.add(new BadSeparator(line + 1, "---" + rest));
      }
      chunks.add(new Chunk(start, at + 1, firstLine));
      start = end + 1;
      line++;
      firstLine = line;
      // A separator right behind a separator does not count: its line break is spent.
      at = end;
    }
    chunks.add(new Chunk(start, file.length, firstLine));
    return new Split(chunks, bad);
  }

  /** The offset of the line break that ends the separator at {@code at}; the length if none. */
  private static int separatorEnd(byte[] file, int at) {
    if (at + 3 > file.length || file[at] != '-' || file[at + 1] != '-' || file[at + 2] != '-') {
      return file.length;
    }
    int end = at + 3;
    while (end < file.length && file[end] != '\n') {
      end++;
    }
    return end;
  }
}
