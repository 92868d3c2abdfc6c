package dev.freshet.gocompat.semver;

import dev.freshet.gocompat.GoSyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Reads the terms of one alternative: separated by spaces, or by a comma and optional spaces. */
final class ConstraintScanner {
  private final String text;
  private int position;

  private ConstraintScanner(String text) {
    this.text = text;
  }

  /** Reads the terms of an alternative; the message names the alternative when it is improper. */
  static List<Term> terms(String alternative) {
    var scanner = new ConstraintScanner(alternative);
    var terms = new ArrayList<Term>();
    scanner.skipSpaces();
    terms.add(scanner.term());
    while (!scanner.atEnd()) {
      scanner.separator();
      terms.add(scanner.term());
    }
    return terms;
  }

  /**
   * Writes {@code A - B} as {@code >= A, <= B}. The text is replaced at its first occurrence, which
   * need not be the place of the match: that is what Masterminds does, and error messages show it.
   */
  static String withoutHyphenRanges(String constraint) {
    String rewritten = constraint;
    var scanner = new ConstraintScanner(constraint);
    while (!scanner.atEnd()) {
      int start = scanner.position;
      if (scanner.hyphenRange() instanceof HyphenRange.Found(String from, String to)) {
        String range = constraint.substring(start, scanner.position);
        int at = rewritten.indexOf(range);
        rewritten =
            rewritten.substring(0, at)
                + ">= %s, <= %s ".formatted(from, to)
                + rewritten.substring(at + range.length());
      } else {
        scanner.position = start + 1;
      }
    }
    return rewritten;
  }

  private sealed interface HyphenRange {
    record Found(String from, String to) implements HyphenRange {}

    record None() implements HyphenRange {}
  }

  private HyphenRange hyphenRange() {
    skipSpaces();
    int from = position;
    if (!skipVersion()) {
      return new HyphenRange.None();
    }
    int fromEnd = position;
    boolean spaced = skipSpaces();
    if (!spaced || !skip('-') || !skipSpaces()) {
      return new HyphenRange.None();
    }
    int to = position;
    if (!skipVersion()) {
      return new HyphenRange.None();
    }
    String last = text.substring(to, position);
    skipSpaces();
    return new HyphenRange.Found(text.substring(from, fromEnd), last);
  }

  private Term term() {
    Operator operator = Operator.at(text, position);
    int start = position;
    position += operator.lengthAt(text, position);
    skipSpaces();
    int versionStart = position;
    skip('v');
    List<String> numbers = numbers();
    if (numbers.isEmpty()) {
      throw improper();
    }
    int suffixStart = position;
    skipSuffix('-');
    String prerelease = text.substring(suffixStart, position);
    skipSuffix('+');
    String version = text.substring(versionStart, position);
    return term(operator, text.substring(start, position), version, numbers, prerelease);
  }

  private static Term term(
      Operator operator, String text, String version, List<String> numbers, String prerelease) {
    String major = numbers.getFirst();
    if (isOpen(numbers, 0)) {
      return new Term(operator, text, read("0.0.0" + prerelease), Precision.NONE);
    }
    if (isOpen(numbers, 1)) {
      return new Term(operator, text, read(major + ".0.0" + prerelease), Precision.MAJOR);
    }
    if (isOpen(numbers, 2)) {
      String floor = major + "." + numbers.get(1) + ".0" + prerelease;
      return new Term(operator, text, read(floor), Precision.MINOR);
    }
    return new Term(operator, text, read(version), Precision.FULL);
  }

  private static boolean isOpen(List<String> numbers, int index) {
    return index >= numbers.size()
        || switch (numbers.get(index)) {
          case "x", "X", "*" -> true;
          default -> false;
        };
  }

  private static Version read(String version) {
    return Version.read(version).orElseThrow(() -> new GoSyntaxException("constraint parser error"));
  }

  private GoSyntaxException improper() {
    return new GoSyntaxException("improper constraint: " + Quoted.of(text));
  }

  private boolean atEnd() {
    return position == text.length();
  }

  private void separator() {
    boolean spaced = skipSpaces();
    if (atEnd()) {
      return;
    }
    if (skip(',')) {
      skipSpaces();
    } else if (!spaced) {
      throw improper();
    }
  }

  private boolean skip(char wanted) {
    if (position < text.length() && text.charAt(position) == wanted) {
      position++;
      return true;
    }
    return false;
  }

  private boolean skipSpaces() {
    int start = position;
    while (position < text.length() && " \t\n\f\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position > start;
  }

  private boolean skipVersion() {
    skip('v');
    if (numbers().isEmpty()) {
      return false;
    }
    skipSuffix('-');
    skipSuffix('+');
    return true;
  }

  /** Up to three numbers or wildcards between dots; none when there is none here. */
  private List<String> numbers() {
    var numbers = new ArrayList<String>(3);
    int end = position;
    do {
      int start = position;
      while (position < text.length() && isNumberPart(text.charAt(position))) {
        position++;
      }
      if (position > start) {
        numbers.add(text.substring(start, position));
        end = position;
      }
    } while (position == end && numbers.size() < 3 && skip('.'));
    position = end; // a dot that nothing follows is not part of the version
    return numbers;
  }

  /** Digits and wildcards, and the vertical bar that Masterminds lets through to fail later. */
  private static boolean isNumberPart(char c) {
    return VersionScanner.isDigit(c) || c == 'x' || c == 'X' || c == '*' || c == '|';
  }

  private void skipSuffix(char sign) {
    if (position < text.length() && text.charAt(position) == sign) {
      var scanner = new VersionScanner(text, position + 1);
      if (scanner.acceptIdentifiers()) {
        position = scanner.position();
      }
    }
  }
}
