package dev.freshet.gocompat.semver;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The comparison of a term, with its spellings. */
enum Operator {
  EQUAL("", "="),
  NOT_EQUAL("!="),
  GREATER(">"),
  LESS("<"),
  AT_LEAST(">=", "=>"),
  AT_MOST("<=", "=<"),
  TILDE("~", "~>"),
  CARET("^");

  private record Spelling(String text, Operator operator) {}

  private static final List<Spelling> LONGEST_FIRST =
      Arrays.stream(values())
          .flatMap(
              operator -> operator.spellings.stream().map(text -> new Spelling(text, operator)))
          .sorted(Comparator.comparingInt((Spelling spelling) -> -spelling.text.length()))
          .toList();

  private final List<String> spellings;

  Operator(String... spellings) {
    this.spellings = List.of(spellings);
  }

  /** The operator that starts at a position; no sign at all means {@link #EQUAL}. */
  static Operator at(String text, int position) {
    return LONGEST_FIRST.stream()
        .filter(spelling -> text.startsWith(spelling.text, position))
        .findFirst()
        .orElseThrow()
        .operator;
  }

  /** The length of the operator's sign at a position. */
  int lengthAt(String text, int position) {
    return LONGEST_FIRST.stream()
        .filter(spelling -> spelling.operator == this && text.startsWith(spelling.text, position))
        .findFirst()
        .orElseThrow()
        .text
        .length();
  }
}
