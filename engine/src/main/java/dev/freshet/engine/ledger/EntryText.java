package dev.freshet.engine.ledger;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The file form of an entry: a head line, the image, the moments tags were first seen at, the tags
 * with the number of their moment, and a checksum, a line each. Lines, so that a user can read it;
 * a checksum, so that a damaged file is never taken for a shorter list. Written and read as it goes
 * along: beside the entry there is never a copy of it in memory.
 */
final class EntryText {
  private static final String HEAD = "freshet ledger 1";
  private static final String END = "crc32c ";

  /** No less than the first three lines, of which a name is one, have in all. */
  private static final int HEAD_LINES = 8 << 10;

  private EntryText() {}

  static void write(LedgerEntry entry, OutputStream target) throws IOException {
    var moments = new Moments();
    entry.seen().forEach(seen -> moments.numberOf(seen.firstSeen()));
    var pieces = new Pieces(target);
    StringBuilder text = pieces.text();
    text.append(HEAD).append('\n').append(entry.canonicalName()).append('\n');
    text.append(moments.size()).append(' ').append(entry.seen().size()).append('\n');
    for (Instant moment : moments.all()) {
      text.append(moment).append('\n');
      pieces.writeWhenLong();
    }
    for (SeenTag seen : entry.seen()) {
      text.append(moments.numberOf(seen.firstSeen())).append(' ');
      appendEscaped(text, seen.tag().value());
      text.append('\n');
      pieces.writeWhenLong();
    }
    pieces.end();
  }

  /** A text on its way into a file, a piece at a time, with the checksum at its end. */
  private static final class Pieces {
    private static final int LENGTH = 16 << 10;

    private final OutputStream target;
    private final CRC32C checksum = new CRC32C();
    private final StringBuilder text = new StringBuilder(LENGTH + LENGTH / 8);

    Pieces(OutputStream target) {
      this.target = target;
    }

    /** What comes next is appended here. */
    StringBuilder text() {
      return text;
    }

    void writeWhenLong() throws IOException {
      if (text.length() >= LENGTH) {
        byte[] piece = utf8();
        checksum.update(piece);
        target.write(piece);
        text.setLength(0);
      }
    }

    void end() throws IOException {
      checksum.update(utf8());
      text.append(endLine(checksum.getValue()));
      target.write(utf8());
    }

    private byte[] utf8() {
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The moments of a list by their numbers, which they have in the order they come up. */
  private static final class Moments {
    private final Map<Instant, Integer> numbers = new LinkedHashMap<>();

    /** Tags that lie side by side were mostly first seen together. */
    private Optional<Instant> last = Optional.empty();

    private int lastNumber;

    int numberOf(Instant moment) {
      if (last.isEmpty() || !last.get().equals(moment)) {
        lastNumber = numbers.computeIfAbsent(moment, _ -> numbers.size());
        last = Optional.of(moment);
      }
      return lastNumber;
    }

    int size() {
      return numbers.size();
    }

    Iterable<Instant> all() {
      return numbers.keySet();
    }
  }

  /**
   * Refuses a file that is not one that {@link #write} made.
   *
   * @param size of the whole file, which holds no more tags than that
   */
  static LedgerEntry read(InputStream file, long size, Instant listedAt) throws IOException {
    try {
      var lines = new Lines(file, Math.min(size, Lines.LONGEST));
      if (!lines.next().equals(HEAD)) {
        throw new InvalidInputException("it is of another version");
      }
      String canonicalName = lines.next();
      List<SeenTag> seen = readTags(lines, size);
      String expected = endLine(lines.checksum());
      if (!(lines.next() + "\n").equals(expected) || !lines.isAtEnd()) {
        throw new InvalidInputException("its checksum does not fit");
      }
      return new LedgerEntry(canonicalName, seen, listedAt);
    } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException cause) {
      throw new InvalidInputException("it is malformed", cause);
    }
  }

  /** How many tags a file says it has; nothing else of it is looked at. */
  static int readCount(InputStream file) throws IOException {
    try {
      var lines = new Lines(file, HEAD_LINES);
      lines.next();
      lines.next();
      String counts = lines.next();
      return count(counts.substring(counts.indexOf(' ') + 1), Integer.MAX_VALUE);
    } catch (NumberFormatException cause) {
      throw new InvalidInputException("it is malformed", cause);
    }
  }

  private static List<SeenTag> readTags(Lines lines, long size) throws IOException {
    String counts = lines.next();
    int space = counts.indexOf(' ');
    int momentCount = count(counts.substring(0, space), size);
    int tagCount = count(counts.substring(space + 1), size);
    var moments = new ArrayList<Instant>(momentCount);
    for (int i = 0; i < momentCount; i++) {
      moments.add(Instant.parse(lines.next()));
    }
    var seen = new ArrayList<SeenTag>(tagCount);
    for (int i = 0; i < tagCount; i++) {
      String line = lines.next();
      int end = line.indexOf(' ');
      Instant moment = moments.get(Integer.parseInt(line, 0, end, 10));
      seen.add(new SeenTag(new Tag(unescaped(line.substring(end + 1))), moment));
    }
    return seen;
  }

  private static int count(String text, long size) {
    int count = Integer.parseInt(text);
    if (count < 0 || count > size) {
      throw new InvalidInputException("it is malformed");
    }
    return count;
  }

  private static String endLine(long checksum) {
    return END + Long.toHexString(checksum) + "\n";
  }

  /** A tag is any string; those that no line of UTF-8 can hold are spelled in hex. */
  private static void appendEscaped(StringBuilder text, String tag) {
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (c < ' ' || c == '\\' || Character.isSurrogate(c)) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
  }

  private static String unescaped(String text) {
    int escape = text.indexOf('\\');
    if (escape < 0) {
      return text;
    }
    var tag = new StringBuilder(text.length());
    int from = 0;
    for (; escape >= 0; escape = text.indexOf('\\', from)) {
      tag.append(text, from, escape);
      tag.append((char) Integer.parseInt(text, escape + 2, escape + 6, 16));
      from = escape + 6;
    }
    return tag.append(text, from, text.length()).toString();
  }

  /** The lines of a file, and the checksum of those that were read. */
  private static final class Lines {
    private static final int LONGEST = 64 << 10;

    private final InputStream file;
    private final CRC32C checksum = new CRC32C();
    private final byte[] buffer;
    private int position;
    private int limit;

    /**
     * @param longest of the lines that will be read, at the most
     */
    Lines(InputStream file, long longest) {
      this.file = file;
      this.buffer = new byte[Math.toIntExact(longest)];
    }

    String next() throws IOException {
      int end = endOfLine(position);
      if (end == limit) {
        int known = limit - position;
        fill();
        end = endOfLine(known);
        if (end == limit) {
          throw new InvalidInputException("it ends in the middle");
        }
      }
      var line = new String(buffer, position, end - position, StandardCharsets.UTF_8);
      checksum.update(buffer, position, end + 1 - position);
      position = end + 1;
      return line;
    }

    long checksum() {
      return checksum.getValue();
    }

    boolean isAtEnd() throws IOException {
      return position == limit && file.read() < 0;
    }

    private int endOfLine(int from) {
      int end = from;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      return end;
    }

    private void fill() throws IOException {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      position = 0;
      limit += file.readNBytes(buffer, limit, buffer.length - limit);
    }
  }
}
