package dev.freshet.gocompat.regexp.syntax;

import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.value.Utf8;

/** An expression in byte form, and how far it has been read. */
final class PatternScanner {
  private final String text;
  private int position;

  PatternScanner(String text) {
    this.text = text;
  }

  /** All of the expression. */
  String text() {
    return text;
  }

  int position() {
    return position;
  }

  void moveTo(int position) {
    this.position = position;
  }

  boolean isAtEnd() {
    return position == text.length();
  }

  int remaining() {
    return text.length() - position;
  }

  /** The byte so many bytes further on, which must be there. */
  char peek(int further) {
    return text.charAt(position + further);
  }

  boolean startsWith(String wanted) {
    return text.startsWith(wanted, position);
  }

  /** Moves past a text if it comes next. */
  boolean accept(String wanted) {
    boolean accepted = startsWith(wanted);
    position += accepted ? wanted.length() : 0;
    return accepted;
  }

  /** The byte that comes next, past which it moves. */
  char next() {
    char next = text.charAt(position);
    position++;
    return next;
  }

  /** The rune that comes next, past which it moves; at the end none, as which U+FFFD stands. */
  int rune() {
    if (isAtEnd()) {
      return Utf8.INVALID;
    }
    requireRune(position, text.length());
    int rune = Utf8.codePointAt(text, position);
    position += Utf8.width(text, position);
    return rune;
  }

  /** Refuses what is no UTF-8 between two positions. */
  void requireUtf8(int start, int end) {
    for (int at = start; at < end; at += Utf8.width(text, at)) {
      requireRune(at, end);
    }
  }

  private void requireRune(int at, int end) {
    if (text.charAt(at) >= 0x80 && Utf8.width(text, at) == 1) {
      throw SyntaxProblem.INVALID_UTF8.in(text.substring(at, end));
    }
  }

  /** What was read from a position on. */
  String since(int start) {
    return text.substring(start, position);
  }

  /** The refusal of what was read from a position on. */
  GoSyntaxException refusal(SyntaxProblem problem, int start) {
    return problem.in(since(start));
  }
}
