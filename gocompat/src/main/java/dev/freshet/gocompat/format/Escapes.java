package dev.freshet.gocompat.format;

import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.value.Utf8;

/** Reads the characters of a Go literal, escape sequences resolved. */
final class Escapes {
  private final String text;
  private final char quote;
  private int at;
  private boolean singleByte;

  Escapes(String text, char quote) {
    this.text = text;
    this.quote = quote;
  }

  boolean hasNext() {
    return at < text.length();
  }

  /** The next character in byte form; {@code \xff} is one byte. */
  String next() {
    int point = nextPoint();
    return singleByte ? String.valueOf((char) point) : Utf8.of(point);
  }

  int nextPoint() {
    singleByte = false;
    char first = text.charAt(at);
    if (first == quote || first == '\n') {
      throw invalid();
    }
    if (first != '\\') {
      int point = Utf8.codePointAt(text, at);
      int width = Utf8.width(text, at);
      singleByte = width == 1;
      at += width;
      return singleByte ? first : point;
    }
    if (at + 1 >= text.length()) {
      throw invalid();
    }
    char kind = text.charAt(at + 1);
    at += 2;
    return switch (kind) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      case '\\' -> '\\';
      case 'x' -> singleByte(digits(2, 16));
      case 'u' -> valid(digits(4, 16));
      case 'U' -> valid(digits(8, 16));
      case '\'', '"' -> {
        if (kind != quote) {
          throw invalid();
        }
        yield kind;
      }
      default -> {
        at--;
        yield singleByte(octal());
      }
    };
  }

  private int singleByte(int value) {
    singleByte = true;
    return value;
  }

  private int octal() {
    int value = digits(3, 8);
    if (value > 255) {
      throw invalid();
    }
    return value;
  }

  private int valid(int point) {
    if (point < 0 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
      throw invalid();
    }
    return point;
  }

  private int digits(int count, int radix) {
    if (at + count > text.length()) {
      throw invalid();
    }
    int value = 0;
    for (int i = 0; i < count; i++) {
      int digit = Character.digit(text.charAt(at), radix);
      if (digit < 0) {
        throw invalid();
      }
      value = value * radix + digit;
      at++;
    }
    return value;
  }

  private static GoSyntaxException invalid() {
    return new GoSyntaxException("invalid syntax");
  }
}
