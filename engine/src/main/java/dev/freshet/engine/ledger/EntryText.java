package dev.freshet.engine.ledger;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Tag;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The file form of an entry: a head line, the image, the moments tags were first seen at, the tags
 * with the number of their moment, and a checksum, a line each. Lines, so that a user can read it;
 * a checksum, so that a damaged file is never taken for a shorter list.
 */
final class EntryText {
  private static final String HEAD = "freshet ledger 1";
  private static final String END = "crc32c ";

  private EntryText() {}

  static byte[] write(LedgerEntry entry) {
    Map<Instant, Integer> moments = new LinkedHashMap<>();
    var tags = new StringBuilder(24 * entry.seen().size());
    for (SeenTag seen : entry.seen()) {
      int moment = moments.computeIfAbsent(seen.firstSeen(), _ -> moments.size());
      tags.append(moment).append(' ');
      appendEscaped(tags, seen.tag().value());
      tags.append('\n');
    }
    var text = new StringBuilder(tags.length() + 1024);
    text.append(HEAD).append('\n').append(entry.canonicalName()).append('\n');
    text.append(moments.size()).append(' ').append(entry.seen().size()).append('\n');
    moments.keySet().forEach(moment -> text.append(moment).append('\n'));
    byte[] content = text.append(tags).toString().getBytes(StandardCharsets.UTF_8);
    byte[] end = endLine(content, content.length).getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[content.length + end.length];
    System.arraycopy(content, 0, whole, 0, content.length);
    System.arraycopy(end, 0, whole, content.length, end.length);
    return whole;
  }

  /** Refuses a file that is not, byte for byte, one that {@link #write} made. */
  static LedgerEntry read(byte[] whole, Instant listedAt) {
    String text = new String(whole, StandardCharsets.UTF_8);
    int end = text.lastIndexOf(END);
    int endBytes = end < 0 ? 0 : whole.length - (text.length() - end);
    if (end < 0 || !text.substring(end).equals(endLine(whole, endBytes))) {
      throw new InvalidInputException("its checksum does not fit");
    }
    try {
      var lines = new Lines(text);
      if (!lines.next().equals(HEAD)) {
        throw new InvalidInputException("it is of another version");
      }
      return new LedgerEntry(lines.next(), readTags(lines), listedAt);
    } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException cause) {
      throw new InvalidInputException("it is malformed", cause);
    }
  }

  private static List<SeenTag> readTags(Lines lines) {
    String[] counts = lines.next().split(" ", 2);
    int momentCount = Integer.parseInt(counts[0]);
    int tagCount = Integer.parseInt(counts[1]);
    var moments = new ArrayList<Instant>(momentCount);
    for (int i = 0; i < momentCount; i++) {
      moments.add(Instant.parse(lines.next()));
    }
    var seen = new ArrayList<SeenTag>(tagCount);
    for (int i = 0; i < tagCount; i++) {
      String line = lines.next();
      int space = line.indexOf(' ');
      Instant moment = moments.get(Integer.parseInt(line, 0, space, 10));
      seen.add(new SeenTag(new Tag(unescaped(line.substring(space + 1))), moment));
    }
    return seen;
  }

  private static String endLine(byte[] content, int length) {
    var crc = new CRC32C();
    crc.update(content, 0, length);
    return END + Long.toHexString(crc.getValue()) + "\n";
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

  private static final class Lines {
    private final String text;
    private int position;

    Lines(String text) {
      this.text = text;
    }

    String next() {
      int end = text.indexOf('\n', position);
      String line = text.substring(position, end); // out of bounds when there is no more line
      position = end + 1;
      return line;
    }
  }
}
