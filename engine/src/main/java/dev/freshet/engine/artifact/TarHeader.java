package dev.freshet.engine.artifact;

import dev.freshet.engine.git.tree.PathText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One header of a tar file, byte for byte as Go's {@code archive/tar} writes it: the plain form
 * where the name fits it, else with a record in front that holds the name.
 */
final class TarHeader {
  static final int BLOCK = 512;
  static final int NAME_LENGTH = 100;
  static final int PREFIX_AT = 345;
  static final int PREFIX_LENGTH = 155;
  static final int MODE_AT = 100;
  static final int SIZE_AT = 124;
  static final int TYPE_AT = 156;
  static final byte FILE = '0';
  static final byte DIRECTORY = '5';
  static final byte RECORDS = 'x';
  static final long LARGEST = 0_77777777777L;

  private static final int CHECKSUM_AT = 148;

  private final byte[] block = new byte[BLOCK];

  private TarHeader(byte type, int mode, long size) {
    octal(MODE_AT, 8, mode);
    octal(108, 8, 0); // user
    octal(116, 8, 0); // group
    octal(SIZE_AT, 12, size);
    octal(136, 12, 0); // time
    block[TYPE_AT] = type;
    text(257, "ustar", 6);
    text(263, "00", 2);
  }

  /** The blocks in front of a file's content, or of nothing for a directory. */
  static byte[] of(String name, byte type, int mode, long size) {
    ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    byte[] bytes = PathText.bytes(name);
    boolean ascii = name.chars().allMatch(character -> character < 0x80);
    int cut = ascii && bytes.length > NAME_LENGTH ? splitAt(name) : 0;
    var header = new TarHeader(type, mode, size);
    header.octal(329, 8, 0); // device
    header.octal(337, 8, 0);
    if (cut > 0) {
      header.text(PREFIX_AT, name.substring(0, cut), PREFIX_LENGTH);
      header.text(0, name.substring(cut + 1), NAME_LENGTH);
    } else {
      header.text(0, withoutOthers(name), NAME_LENGTH);
      if (!ascii || bytes.length > NAME_LENGTH) {
        blocks.writeBytes(recordOf(name));
      }
    }
    blocks.writeBytes(header.finish());
    return blocks.toByteArray();
  }

  /** Where a long name is cut in two at a slash; 0 when no cut makes both parts fit. */
  private static int splitAt(String name) {
    int cut = name.lastIndexOf('/', Math.min(name.length() - 1, PREFIX_LENGTH));
    int rest = name.length() - cut - 1;
    return cut > 0 && rest > 0 && rest <= NAME_LENGTH ? cut : 0;
  }

  private static byte[] recordOf(String name) {
    byte[] record = record("path", name);
    int slash = name.lastIndexOf('/');
    String shown = name.substring(0, slash + 1) + "PaxHeaders.0/" + name.substring(slash + 1);
    var header = new TarHeader(RECORDS, 0, record.length);
    header.text(0, withoutTrailingSlashes(cut(withoutOthers(shown))), NAME_LENGTH);
    byte[] blocks = new byte[BLOCK + padded(record.length)];
    System.arraycopy(header.finish(), 0, blocks, 0, BLOCK);
    System.arraycopy(record, 0, blocks, BLOCK, record.length);
    return blocks;
  }

  /** A record begins with its own length, digits included. */
  private static byte[] record(String key, String value) {
    byte[] rest = PathText.bytes(" " + key + "=" + value + "\n");
    int length = rest.length + Integer.toString(rest.length).length();
    if (Integer.toString(length).length() > Integer.toString(rest.length).length()) {
      length++;
    }
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
    record.writeBytes(rest);
    return record.toByteArray();
  }

  /** How much room content takes, up to the next block. */
  static int padded(int length) {
    return (length + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static String withoutOthers(String name) {
    return name.codePoints()
        .filter(character -> character > 0 && character < 0x80)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String cut(String name) {
    return name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
  }

  private static String withoutTrailingSlashes(String name) {
    String rest = name;
    while (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return rest;
  }

  private byte[] finish() {
    text(CHECKSUM_AT, "        ", 8);
    int sum = 0;
    for (byte one : block) {
      sum += one & 0xFF;
    }
    octal(CHECKSUM_AT, 7, sum);
    return block;
  }

  private void octal(int at, int length, long value) {
    String digits = Long.toOctalString(value);
    text(at, "0".repeat(length - 1 - digits.length()) + digits, length);
  }

  private void text(int at, String text, int length) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int copied = Math.min(bytes.length, length);
    System.arraycopy(bytes, 0, block, at, copied);
    if (copied < length) {
      block[at + copied] = 0;
    }
    if (bytes.length > length && block[at + length - 1] == '/') {
      // Some readers take a file whose cut name ends in a slash for a directory.
      int end = at + length - 1;
      while (end > at && block[end - 1] == '/') {
        end--;
      }
      block[end] = 0;
    }
  }
}
