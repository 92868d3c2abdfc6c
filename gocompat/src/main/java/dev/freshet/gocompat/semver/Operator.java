package dev.freshet.gocompat.semver;

import java.util.Comparator;
import java.util.List;

/** The comparison of a term. */
enum Operator {
  EQUAL,
  NOT_EQUAL,
  GREATER,
  LESS,
  AT_LEAST,
  AT_MOST,
  TILDE,
  CARET;

  /** One way to write an operator. */
  record Sign(String text, Operator operator) {}

  private static final List<Sign> LONGEST_FIRST =
      List.of(
              new Sign("", EQUAL),
              new Sign("=", EQUAL),
              new Sign("!=", NOT_EQUAL),
              new Sign(">", GREATER),
              new Sign("<", LESS),
              new Sign(">=", AT_LEAST),
              new Sign("=>", AT_LEAST),
              new Sign("<=", AT_MOST),
              new Sign("=<", AT_MOST),
              new Sign("~", TILDE),
              new Sign("~>", TILDE),
              new Sign("^", CARET))
          .stream()
          .sorted(Comparator.comparingInt((Sign sign) -> sign.text.length()).reversed())
          .toList();

  /** The longest sign that starts at a position; the empty one is everywhere. */
  static Sign at(String text, int position) {
    return LONGEST_FIRST.stream()
        .filter(sign -> text.startsWith(sign.text, position))
        .findFirst()
        .orElseThrow();
  }
}
