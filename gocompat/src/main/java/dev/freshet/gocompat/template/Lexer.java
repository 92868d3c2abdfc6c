package dev.freshet.gocompat.template;

import dev.freshet.gocompat.format.Quoted;
import dev.freshet.gocompat.value.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a template, in byte form, into tokens; the last one is the end or an error. */
final class Lexer {
  private static final String LEFT = "{{";
  private static final String RIGHT = "}}";
  private static final String SPACES = " \t\r\n";
  private static final int EOF = -1;
  private static final Set<String> KEYWORDS =
      Set.of(
          "block", "break", "continue", "define", "else", "end", "if", "range", "template", "with");

  private final String input;
  private final List<Token> tokens = new ArrayList<>();
  private int start;
  private int at;
  private int line = 1;
  private int parens;
  private boolean done;

  private Lexer(String input) {
    this.input = input;
  }

  static List<Token> tokens(String input) {
    Lexer lexer = new Lexer(input);
    while (!lexer.done) {
      boolean inside = lexer.text();
      while (inside) {
        inside = lexer.action();
      }
    }
    return lexer.tokens;
  }

  /** Text up to the next action or comment; true when an action is open now. */
  private boolean text() {
    int left = input.indexOf(LEFT, at);
    if (left < 0) {
      moveTo(input.length());
      if (at > start) {
        emit(Token.Type.TEXT);
      }
      emit(Token.Type.EOF);
      done = true;
      return false;
    }
    boolean trimmed = trimMarkerAfter(left + LEFT.length());
    moveTo(trimmed ? withoutTrailingSpace(start, left) : left);
    if (at > start) {
      emit(Token.Type.TEXT);
    }
    moveTo(left);
    skip();
    int inside = left + LEFT.length() + (trimmed ? 2 : 0);
    if (input.startsWith("/*", inside)) {
      comment(inside);
      return false;
    }
    moveTo(left + LEFT.length());
    emit(Token.Type.LEFT_DELIMITER);
    moveTo(inside);
    skip();
    parens = 0;
    return true;
  }

  private void comment(int from) {
    int end = input.indexOf("*/", from + 2);
    if (end < 0) {
      fail("unclosed comment");
      return;
    }
    moveTo(end + 2);
    if (!atRightDelimiter()) {
      fail("comment ends before closing delimiter");
      return;
    }
    boolean trimmed = passRightDelimiter();
    skip();
    trimSpace(trimmed);
  }

  private void closeAction() {
    boolean trimmed = passRightDelimiter();
    emit(Token.Type.RIGHT_DELIMITER);
    trimSpace(trimmed);
  }

  /** Passes the delimiter and its trim marker, if there is one, which is not part of the token. */
  private boolean passRightDelimiter() {
    boolean trimmed = trimMarkerBefore(at);
    moveTo(at + (trimmed ? 2 : 0));
    skip();
    moveTo(at + RIGHT.length());
    return trimmed;
  }

  private void trimSpace(boolean trimmed) {
    while (trimmed && at < input.length() && SPACES.indexOf(input.charAt(at)) >= 0) {
      moveTo(at + 1);
    }
    skip();
  }

  /** One token inside an action; false at its end. */
  private boolean action() {
    if (atRightDelimiter()) {
      if (parens > 0) {
        fail("unclosed left paren");
        return false;
      }
      closeAction();
      return false;
    }
    int point = peek();
    switch (point) {
      case EOF -> fail("unclosed action");
      case ' ', '\t', '\r', '\n' -> space();
      case '=' -> symbol(Token.Type.ASSIGN);
      case '|' -> symbol(Token.Type.PIPE);
      case '(' -> {
        parens++;
        symbol(Token.Type.LEFT_PAREN);
      }
      case ')' -> {
        parens--;
        if (parens < 0) {
          fail("unexpected right paren");
        } else {
          symbol(Token.Type.RIGHT_PAREN);
        }
      }
      case ':' -> {
        if (input.startsWith(":=", at)) {
          moveTo(at + 2);
          emit(Token.Type.DECLARE);
        } else {
          fail("expected :=");
        }
      }
      case '"' -> quoted('"', Token.Type.STRING, "unterminated quoted string");
      case '\'' -> quoted('\'', Token.Type.CHAR_CONSTANT, "unterminated character constant");
      case '`' -> rawString();
      case '$' -> fieldOrVariable(Token.Type.VARIABLE);
      default -> operand(point);
    }
    return !done;
  }

  private void operand(int point) {
    boolean digitFollows = at + 1 < input.length() && digit(input.charAt(at + 1));
    if (point == '.' && !digitFollows) {
      fieldOrVariable(Token.Type.FIELD);
    } else if (point == '.' || point == '+' || point == '-' || digit(point)) {
      number();
    } else if (alphanumeric(point)) {
      identifier();
    } else if (point > ' ' && point < 0x7F) {
      symbol(Token.Type.CHAR);
    } else {
      fail("unrecognized character in action: " + describe(point));
    }
  }

  private void symbol(Token.Type type) {
    moveTo(at + 1);
    emit(type);
  }

  private void space() {
    while (SPACES.indexOf(peek()) >= 0) {
      moveTo(at + 1);
    }
    // The last space may belong to a trim marker, which the right delimiter takes with it.
    if (trimMarkerBefore(at - 1) && input.startsWith(RIGHT, at + 1)) {
      line -= input.charAt(at - 1) == '\n' ? 1 : 0;
      at--;
    }
    if (at > start) {
      emit(Token.Type.SPACE);
    }
  }

  private void quoted(char quote, Token.Type type, String problem) {
    moveTo(at + 1);
    while (peek() != quote) {
      if (peek() == '\\') {
        moveTo(at + 1);
      }
      if (peek() == EOF || peek() == '\n') {
        fail(problem);
        return;
      }
      moveTo(at + 1);
    }
    moveTo(at + 1);
    emit(type);
  }

  private void rawString() {
    int end = input.indexOf('`', at + 1);
    if (end < 0) {
      fail("unterminated raw quoted string");
      return;
    }
    moveTo(end + 1);
    emit(Token.Type.RAW_STRING);
  }

  private void fieldOrVariable(Token.Type type) {
    moveTo(at + 1);
    boolean bare = atTerminator();
    word();
    if (!atTerminator()) {
      fail("bad character " + describe(peek()));
    } else {
      emit(bare && type == Token.Type.FIELD ? Token.Type.DOT : type);
    }
  }

  private void identifier() {
    word();
    if (!atTerminator()) {
      fail("bad character " + describe(peek()));
      return;
    }
    String word = input.substring(start, at);
    if (KEYWORDS.contains(word)) {
      emit(Token.Type.KEYWORD);
    } else if (word.equals("nil")) {
      emit(Token.Type.NIL);
    } else {
      emit(word.equals("true") || word.equals("false") ? Token.Type.BOOL : Token.Type.IDENTIFIER);
    }
  }

  private void word() {
    while (alphanumeric(peek())) {
      moveTo(at + Utf8.width(input, at));
    }
  }

  private void number() {
    scanNumber();
    // A sign right after a number would make it a complex one; templates here have none.
    boolean complex = peek() == '+' || peek() == '-';
    if (complex) {
      scanNumber();
    }
    if (complex || accept("i") || alphanumeric(peek())) {
      moveTo(at + (alphanumeric(peek()) ? Utf8.width(input, at) : 0));
      fail("bad number syntax: " + Quoted.quote(input.substring(start, at)));
    } else {
      emit(Token.Type.NUMBER);
    }
  }

  private void scanNumber() {
    accept("+-");
    String digits = "0123456789_";
    if (accept("0")) {
      digits =
          accept("xX")
              ? "0123456789abcdefABCDEF_"
              : accept("oO") ? "01234567_" : accept("bB") ? "01_" : digits;
    }
    acceptRun(digits);
    if (accept(".")) {
      acceptRun(digits);
    }
    if (accept(digits.length() == 11 ? "eE" : digits.length() == 23 ? "pP" : "")) {
      accept("+-");
      acceptRun("0123456789_");
    }
  }

  private boolean accept(String valid) {
    boolean accepted = peek() != EOF && valid.indexOf(peek()) >= 0;
    moveTo(at + (accepted ? 1 : 0));
    return accepted;
  }

  private void acceptRun(String valid) {
    while (accept(valid)) {}
  }

  private boolean atTerminator() {
    int point = peek();
    return point == EOF || " \t\r\n.,|:)(".indexOf(point) >= 0 || input.startsWith(RIGHT, at);
  }

  private boolean atRightDelimiter() {
    return input.startsWith(RIGHT, at) || (trimMarkerBefore(at) && input.startsWith(RIGHT, at + 2));
  }

  private boolean trimMarkerAfter(int index) {
    return index + 1 < input.length()
        && input.charAt(index) == '-'
        && SPACES.indexOf(input.charAt(index + 1)) >= 0;
  }

  private boolean trimMarkerBefore(int index) {
    return index + 1 < input.length()
        && SPACES.indexOf(input.charAt(index)) >= 0
        && input.charAt(index + 1) == '-';
  }

  private int withoutTrailingSpace(int from, int to) {
    int end = to;
    while (end > from && SPACES.indexOf(input.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private int peek() {
    return at < input.length() ? Utf8.codePointAt(input, at) : EOF;
  }

  private void moveTo(int index) {
    for (; at < index; at++) {
      line += input.charAt(at) == '\n' ? 1 : 0;
    }
  }

  private void skip() {
    start = at;
  }

  private void emit(Token.Type type) {
    String text = input.substring(start, at);
    int newlines = (int) text.chars().filter(unit -> unit == '\n').count();
    tokens.add(new Token(type, start, text, line - newlines));
    start = at;
  }

  private void fail(String problem) {
    tokens.add(new Token(Token.Type.ERROR, start, problem, line));
    done = true;
  }

  private static boolean digit(int point) {
    return point >= '0' && point <= '9';
  }

  private static boolean alphanumeric(int point) {
    return point == '_' || (point >= 0 && (Character.isLetter(point) || Character.isDigit(point)));
  }

  private static String describe(int point) {
    String code = String.format(Locale.ROOT, "U+%04X", point);
    return Quoted.printable(point) ? code + " '" + Utf8.of(point) + "'" : code;
  }
}
