package dev.freshet.gocompat.format;

import dev.freshet.gocompat.value.Utf8;
import java.util.OptionalInt;

/** The flags, width and precision of one verb, and the padding they ask for. */
final class Flags {
  boolean sharp;
  boolean zero;
  boolean plus;
  boolean minus;
  boolean space;
  boolean sharpV;
  boolean plusV;
  OptionalInt width = OptionalInt.empty();
  OptionalInt precision = OptionalInt.empty();

  /** Takes a flag character; false when it is none. */
  boolean take(char flag) {
    switch (flag) {
      case '#' -> sharp = true;
      case '0' -> zero = true;
      case '+' -> plus = true;
      case '-' -> minus = true;
      case ' ' -> space = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  /** {@code %#v} and {@code %+v} mean another way of printing, not the flags of the parts. */
  void turnIntoValueFlags() {
    sharpV = sharp;
    sharp = false;
    plusV = plus;
    plus = false;
  }

  /** Zeros can only stand to the left. */
  boolean zeroPadded() {
    return zero && !minus;
  }

  void pad(String bytes, Output out) {
    pad(bytes, zeroPadded() ? '0' : ' ', out);
  }

  void padWithSpaces(String bytes, Output out) {
    pad(bytes, ' ', out);
  }

  private void pad(String bytes, char padding, Output out) {
    int missing = width.orElse(0) == 0 ? 0 : width.getAsInt() - Utf8.count(bytes);
    if (minus) {
      out.append(bytes);
      out.repeat(padding, missing);
    } else {
      out.repeat(padding, missing);
      out.append(bytes);
    }
  }

  /** The string cut to as many code points as the precision says. */
  String truncate(String bytes) {
    if (precision.isEmpty()) {
      return bytes;
    }
    int end = 0;
    for (int left = precision.getAsInt(); left > 0 && end < bytes.length(); left--) {
      end += Utf8.width(bytes, end);
    }
    return bytes.substring(0, end);
  }
}
