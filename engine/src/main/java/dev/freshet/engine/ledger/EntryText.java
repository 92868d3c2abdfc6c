package dev.freshet.engine.ledger;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Tag;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The file form of an entry: a head line, the image, the moments tags were first seen at, the tags
 * with the number of their moment, and a checksum, a line each. Lines, so that a user can read it;
 * a checksum, so that a damaged file is never taken for a shorter list. Written and read as it goes
 * along: beside the entry there is never a copy of it in memory.
 */
final class EntryText {
  private static final String HEAD = "freshet ledger 1";
  private static final String END = "crc32c ";

  private EntryText() {}

  static void write(LedgerEntry entry, OutputStream target) throws IOException {
    var content = new CheckedOutputStream(target, new CRC32C());
    // Not closed: what it writes to is its owner's.
    Writer text = new BufferedWriter(new OutputStreamWriter(content, StandardCharsets.UTF_8));
    Map<Instant, Integer> moments = new LinkedHashMap<>();
    entry.seen().forEach(seen -> moments.putIfAbsent(seen.firstSeen(), moments.size()));
    text.write(HEAD + "\n" + entry.canonicalName() + "\n");
    text.write(moments.size() + " " + entry.seen().size() + "\n");
    for (Instant moment : moments.keySet()) {
      text.write(moment + "\n");
    }
    var line = new StringBuilder();
    for (SeenTag seen : entry.seen()) {
      line.setLength(0);
      line.append(moments.get(seen.firstSeen())).append(' ');
      appendEscaped(line, seen.tag().value());
      text.append(line.append('\n'));
    }
    text.flush();
    target.write(endLine(content.getChecksum().getValue()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Refuses a file that is not one that {@link #write} made.
   *
   * @param size of the whole file, which holds no more tags than that
   */
  static LedgerEntry read(InputStream file, long size, Instant listedAt) throws IOException {
    try {
      var lines = new Lines(file);
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
      var lines = new Lines(file);
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
    private final byte[] buffer = new byte[LONGEST];
    private int position;
    private int limit;

    Lines(InputStream file) {
      this.file = file;
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
      limit += file.readNBytes(buffer, limit, LONGEST - limit);
    }
  }
}
