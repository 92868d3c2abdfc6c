package dev.freshet.core.marker;

/**
 * Byte offsets for the code points the YAML parser counts. Asked in nearly rising order, so it
 * walks the bytes little more than once; text that is all ASCII needs no walk.
 */
final class ByteOffsets {
  private final byte[] bytes;
  private final int start;
  private final boolean ascii;
  private int codePoint;
  private int offset;

  ByteOffsets(byte[] bytes, Chunk chunk, int charCount) {
    this.bytes = bytes;
    this.start = chunk.start();
    this.ascii = charCount == chunk.end() - chunk.start();
    this.offset = start;
  }

  int of(int wanted) {
    if (ascii) {
      return start + wanted;
    }
    while (codePoint > wanted) {
      offset--;
      while (offset > start && isWithinCharacter(offset)) {
        offset--;
      }
      codePoint--;
    }
    while (codePoint < wanted) {
      offset++;
      while (offset < bytes.length && isWithinCharacter(offset)) {
        offset++;
      }
      codePoint++;
    }
    return offset;
  }

  private boolean isWithinCharacter(int at) {
    return (bytes[at] & 0xC0) == 0x80;
  }
}
