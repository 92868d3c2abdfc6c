package dev.freshet.core.marker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file between separator lines, by byte offsets. Flux cuts files at lines that start
 * with {@code ---} before any YAML parser sees them and reads one document of each part, so what a
 * marker means depends on these cuts. Where that would tear a document apart, because directives
 * stand before its separator or content behind it, the separator stays in its part.
 *
 * @param firstLine the line the part starts on, from 0
 */
record Chunk(int start, int end, int firstLine) {

  /** A line that begins as a separator does and is none. */
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
      if (holdsDirectives(file, start, at)) {
        continue; // They belong to the document that the separator begins.
      }
      chunks.add(new Chunk(start, at + 1, firstLine));
      String rest = new String(file, at + 4, end - at - 4, StandardCharsets.UTF_8).strip();
      if (!rest.isEmpty() && rest.charAt(0) != '#') {
        if (file[at + 4] != ' ' && file[at + 4] != '\t') {
          bad.add(new BadSeparator(line + 1, "---" + rest));
        }
        start = at + 1; // The document begins on the line of its separator.
        firstLine = line;
        at = end - 1;
        continue;
      }
      start = end + 1;
      line++;
      firstLine = line;
      // A separator right behind a separator does not count: its line break is spent.
      at = end;
    }
    chunks.add(new Chunk(start, file.length, firstLine));
    return new Split(chunks, bad);
  }

  /** Whether a part holds nothing but directives, such as {@code %YAML 1.1}, and comments. */
  private static boolean holdsDirectives(byte[] file, int from, int to) {
    boolean found = false;
    int at = from;
    while (at < to) {
      byte first = file[at];
      boolean isDirective = first == '%';
      if (!isDirective && first != '#' && first != '\n' && first != '\r') {
        return false;
      }
      found |= isDirective;
      while (at < to && file[at] != '\n') {
        at++;
      }
      at++;
    }
    return found;
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
