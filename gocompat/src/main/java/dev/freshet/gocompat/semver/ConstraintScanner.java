package dev.freshet.gocompat.semver;

import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.format.Quoted;
import dev.freshet.gocompat.value.Utf8;
import java.util.ArrayList;
import java.util.List;

/** Reads the terms of one alternative: separated by spaces, or by a comma and optional spaces. */
final class ConstraintScanner {
  private final String text;
  private int position;

  private ConstraintScanner(String text) {
    this.text = text;
  }

  /**
   * Reads the terms of an alternative. Its form is checked to the end before any version in it is
   * read, because the messages differ.
   */
  static List<Term> terms(String alternative) {
    var scanner = new ConstraintScanner(alternative);
    var written = new ArrayList<Written>();
    scanner.skipSpaces();
    do {
      written.add(scanner.written());
    } while (scanner.skipSeparator());
    return written.stream().map(Written::term).toList();
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

  private Written written() {
    int start = position;
    Operator.Sign sign = Operator.at(text, position);
    position += sign.text().length();
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
    return new Written(
        sign.operator(), text.substring(start, position), version, numbers, prerelease);
  }

  /** A term in proper form, of which the version may still be none. */
  private record Written(
      Operator operator, String text, String version, List<String> numbers, String prerelease) {

    Term term() {
      if (isOpen(0)) {
        return term("0.0.0" + prerelease, Term.Precision.NONE);
      }
      String major = numbers.getFirst();
      if (isOpen(1)) {
        return term(major + ".0.0" + prerelease, Term.Precision.MAJOR);
      }
      if (isOpen(2)) {
        return term(major + "." + numbers.get(1) + ".0" + prerelease, Term.Precision.MINOR);
      }
      return term(version, Term.Precision.FULL);
    }

    private Term term(String floor, Term.Precision precision) {
      return new Term(
          operator,
          text,
          Version.read(floor).orElseThrow(() -> new GoSyntaxException("constraint parser error")),
          precision);
    }

    private boolean isOpen(int index) {
      return index >= numbers.size()
          || switch (numbers.get(index)) {
            case "x", "X", "*" -> true;
            default -> false;
          };
    }
  }

  private GoSyntaxException improper() {
    return new GoSyntaxException(
        "improper constraint: " + Utf8.decode(Quoted.quote(Utf8.encode(text))));
  }

  private boolean atEnd() {
    return position == text.length();
  }

  /** Moves to the next term; false at the end. */
  private boolean skipSeparator() {
    boolean spaced = skipSpaces();
    if (atEnd()) {
      return false;
    }
    if (skip(',')) {
      skipSpaces();
    } else if (!spaced) {
      throw improper();
    }
    return true;
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
    while (numbers.size() < 3 && (numbers.isEmpty() || skip('.'))) {
      int start = position;
      skipNumber();
      if (position == start) {
        break;
      }
      numbers.add(text.substring(start, position));
      end = position;
    }
    position = end; // a dot that nothing follows is not part of the version
    return numbers;
  }

  private void skipNumber() {
    while (position < text.length() && isNumberPart(text.charAt(position))) {
      position++;
    }
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
