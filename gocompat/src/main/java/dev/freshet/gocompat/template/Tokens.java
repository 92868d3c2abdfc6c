package dev.freshet.gocompat.template;

import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.format.Quoted;
import dev.freshet.gocompat.value.Utf8;
import java.util.List;

/** The tokens of a template and how far they are read; it words the errors of both parsers. */
final class Tokens {
  /** What an error quotes is cut after so many bytes. */
  private static final int LONGEST = 2000;

  private final String name;
  private final List<Token> tokens;
  private int next;
  private int actionLine;

  Tokens(String name, List<Token> tokens) {
    this.name = name;
    this.tokens = tokens;
  }

  Token next() {
    Token token = peek();
    next++;
    return token;
  }

  /** The last token, the end or an error, can be read again and again. */
  Token peek() {
    return tokens.get(Math.min(next, tokens.size() - 1));
  }

  void backup() {
    next--;
  }

  int mark() {
    return next;
  }

  void reset(int mark) {
    next = mark;
  }

  Token nextNonSpace() {
    skipSpace();
    return next();
  }

  Token peekNonSpace() {
    skipSpace();
    return peek();
  }

  private void skipSpace() {
    while (peek().type() == Token.Type.SPACE) {
      next++;
    }
  }

  Token expect(Token.Type type, String context) {
    Token token = nextNonSpace();
    if (token.type() != type) {
      throw unexpected(token, context);
    }
    return token;
  }

  /** A template's name, in either kind of quotes. */
  String expectName(String context) {
    Token token = nextNonSpace();
    if (token.type() != Token.Type.STRING && token.type() != Token.Type.RAW_STRING) {
      throw unexpected(token, context);
    }
    return unquote(token);
  }

  String unquote(Token token) {
    try {
      return Quoted.unquote(token.text());
    } catch (GoSyntaxException refused) {
      throw fail(String.valueOf(refused.getMessage()));
    }
  }

  void enterAction(Token delimiter) {
    actionLine = delimiter.line();
  }

  void leaveAction() {
    actionLine = 0;
  }

  GoSyntaxException unexpected(Token token, String context) {
    if (token.type() != Token.Type.ERROR) {
      return fail("unexpected " + token + " in " + context);
    }
    if (actionLine == 0 || actionLine == token.line()) {
      return fail(token.text());
    }
    String action = token.text().endsWith(" action") ? "" : " in action";
    return fail(token.text() + action + " started at " + name + ":" + actionLine);
  }

  /** An error at the line that was read last. */
  GoSyntaxException fail(String problem) {
    int line = tokens.get(Math.clamp(next - 1L, 0, tokens.size() - 1)).line();
    return new GoSyntaxException(
        Utf8.decode("template: " + name + ":" + line + ": " + shortened(problem)));
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}
