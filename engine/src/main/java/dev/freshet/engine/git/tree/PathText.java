package dev.freshet.engine.git.tree;

import dev.freshet.core.image.ByteOrder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Paths as Git and tar keep them: bytes, nearly always of UTF-8. As text, a byte that is not of
 * UTF-8 is a lone surrogate, which no other text holds, so that different paths stay different and
 * come out as they were.
 */
public final class PathText {
  private static final char REPLACEMENT = '\uFFFD';
  private static final int RAW = 0xDC00;
  private static final int LAST_RAW = RAW + 0xFF;

  private PathText() {}

  public static String of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  public static String of(byte[] bytes, int at, int length) {
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : decoded(ByteBuffer.wrap(bytes, at, length));
  }

  private static String decoded(ByteBuffer bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    for (CoderResult result = decoder.decode(bytes, text, true);
        result.isMalformed();
        result = decoder.decode(bytes, text, true)) {
      for (int i = 0; i < result.length(); i++) {
        text.put((char) (RAW + (bytes.get() & 0xFF)));
      }
    }
    return text.flip().toString();
  }

  public static byte[] bytes(String path) {
    if (!hasRaw(path)) {
      return path.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    path.codePoints()
        .forEach(character -> {
          if (isRaw(character)) {
            bytes.write(character - RAW);
          } else {
            bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
          }
        });
    return bytes.toByteArray();
  }

  /** The order of the bytes. */
  public static int compare(String a, String b) {
    return hasRaw(a) || hasRaw(b)
        ? Arrays.compareUnsigned(bytes(a), bytes(b))
        : ByteOrder.compare(a, b);
  }

  private static boolean hasRaw(String path) {
    return path.codePoints().anyMatch(PathText::isRaw);
  }

  private static boolean isRaw(int character) {
    return character >= RAW && character <= LAST_RAW;
  }
}
