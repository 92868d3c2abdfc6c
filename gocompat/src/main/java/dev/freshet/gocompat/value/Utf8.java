package dev.freshet.gocompat.value;

import java.nio.charset.StandardCharsets;
import java.util.PrimitiveIterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Strings in byte form, one char per UTF-8 byte, and the code points in them. */
public final class Utf8 {
  public static final int INVALID = 0xFFFD;

  private Utf8() {}

  public static String encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      }
    }
    return text;
  }

  /** The Java string; bytes that are no UTF-8 become U+FFFD. */
  public static String decode(String bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.charAt(i) >= 0x80) {
        return new String(toBytes(bytes), StandardCharsets.UTF_8);
      }
    }
    return bytes;
  }

  public static byte[] toBytes(String bytes) {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  public static String ofBytes(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The code point that starts at this byte; {@link #INVALID} for a byte that starts none. */
  public static int codePointAt(String bytes, int index) {
    int width = width(bytes, index);
    int first = bytes.charAt(index);
    if (width == 1) {
      return first < 0x80 ? first : INVALID;
    }
    int point = first & (0x7F >> width);
    for (int i = 1; i < width; i++) {
      point = (point << 6) | (bytes.charAt(index + i) & 0x3F);
    }
    return point;
  }

  /** How many bytes the code point at this byte takes; an invalid byte stands for itself. */
  public static int width(String bytes, int index) {
    int first = bytes.charAt(index);
    int width = first >= 0xF0 && first <= 0xF4 ? 4 : first >= 0xE0 && first < 0xF0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || index + width > bytes.length()) {
      return 1;
    }
    int second = bytes.charAt(index + 1);
    int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return 1;
    }
    for (int i = 2; i < width; i++) {
      if (bytes.charAt(index + i) < 0x80 || bytes.charAt(index + i) > 0xBF) {
        return 1;
      }
    }
    return width;
  }

  public static int count(String bytes) {
    int count = 0;
    for (int i = 0; i < bytes.length(); i += width(bytes, i)) {
      count++;
    }
    return count;
  }

  public static IntStream codePoints(String bytes) {
    PrimitiveIterator.OfInt points =
        new PrimitiveIterator.OfInt() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < bytes.length();
          }

          @Override
          public int nextInt() {
            int point = codePointAt(bytes, next);
            next += width(bytes, next);
            return point;
          }
        };
    return StreamSupport.intStream(
        Spliterators.spliteratorUnknownSize(points, Spliterator.ORDERED), false);
  }

  /** The byte form of one code point; what is no code point becomes U+FFFD. */
  public static String of(int point) {
    if (point >= 0 && point < 0x80) {
      return String.valueOf((char) point);
    }
    boolean valid = point >= 0 && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    return encode(Character.toString(valid ? point : INVALID));
  }
}
