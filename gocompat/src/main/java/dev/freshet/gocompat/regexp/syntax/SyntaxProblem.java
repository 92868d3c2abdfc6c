package dev.freshet.gocompat.regexp.syntax;

import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.value.Utf8;

/** Why an expression is refused, in Go's words. */
enum SyntaxProblem {
  EXPRESSION_NESTS_TOO_DEEPLY("expression nests too deeply"),
  EXPRESSION_TOO_LARGE("expression too large"),
  INVALID_CLASS_RANGE("invalid character class range"),
  INVALID_ESCAPE("invalid escape sequence"),
  INVALID_NAMED_CAPTURE("invalid named capture"),
  INVALID_NESTED_REPETITION("invalid nested repetition operator"),
  INVALID_PERL_SYNTAX("invalid or unsupported Perl syntax"),
  INVALID_REPEAT_COUNT("invalid repeat count"),
  INVALID_UTF8("invalid UTF-8"),
  MISSING_BRACKET("missing closing ]"),
  MISSING_PARENTHESIS("missing closing )"),
  MISSING_REPEAT_ARGUMENT("missing argument to repetition operator"),
  TRAILING_BACKSLASH("trailing backslash at end of expression"),
  UNEXPECTED_PARENTHESIS("unexpected )");

  /** How much of an expression a message shows; Go shows all of it, which may be a lot. */
  private static final int MOST_RUNES = 256;

  private final String words;

  SyntaxProblem(String words) {
    this.words = words;
  }

  /** The refusal of this part of an expression. */
  GoSyntaxException in(String part) {
    return new GoSyntaxException("error parsing regexp: " + words + ": `" + excerpt(part) + "`");
  }

  private static String excerpt(String part) {
    int end = 0;
    for (int runes = 0; end < part.length(); runes++) {
      if (runes == MOST_RUNES) {
        return part.substring(0, end) + Utf8.encode("…");
      }
      end += Utf8.width(part, end);
    }
    return part;
  }
}
