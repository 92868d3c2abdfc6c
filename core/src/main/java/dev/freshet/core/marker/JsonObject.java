package dev.freshet.core.marker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one JSON object of a comment, as strict as Go's decoder: anything before or behind the
 * object, single quotes or a bare key make the comment plain prose.
 */
final class JsonObject {
  private static final int MAX_DEPTH = 64;

  private final String text;
  private int at;

  private JsonObject(String text) {
    this.text = text;
  }

  /** A member of the object; anything but a string or null is kept by kind only. */
  sealed interface Member {
    record Text(String value) implements Member {}

    record Null() implements Member {}

    record Other() implements Member {}
  }

  /** The members of the object, the last of equal keys; empty when the text is not an object. */
  static Optional<Map<String, Member>> membersOf(String text) {
    JsonObject json = new JsonObject(text);
    try {
      json.space();
      Map<String, Member> members = json.members();
      json.space();
      return json.at == text.length() ? Optional.of(members) : Optional.empty();
    } catch (NotJson _) {
      // Most comments are prose; that is no error.
      return Optional.empty();
    }
  }

  private static final class NotJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotJson() {
      super("not JSON", null, false, false);
    }
  }

  private Map<String, Member> members() {
    Map<String, Member> members = new HashMap<>();
    expect('{');
    space();
    if (accept('}')) {
      return members;
    }
    do {
      space();
      String key = string();
      space();
      expect(':');
      space();
      members.put(key, member());
      space();
    } while (accept(','));
    expect('}');
    return members;
  }

  private Member member() {
    if (peek() == '"') {
      return new Member.Text(string());
    }
    if (text.startsWith("null", at)) {
      at += 4;
      return new Member.Null();
    }
    skipOther();
    return new Member.Other();
  }

  /** Steps over a number, a literal, an array or an object, checking brackets but not grammar. */
  private void skipOther() {
    Deque<Character> closers = new ArrayDeque<>();
    do {
      space();
      char next = peek();
      if (next == '{' || next == '[') {
        closers.push(next == '{' ? '}' : ']');
        at++;
      } else if (next == '"') {
        string();
      } else if (!closers.isEmpty() && next == closers.peek()) {
        closers.pop();
        at++;
      } else if (!closers.isEmpty() && (next == ',' || next == ':')) {
        at++;
      } else {
        literal();
      }
      if (closers.size() > MAX_DEPTH) {
        throw new NotJson();
      }
    } while (!closers.isEmpty());
  }

  private void literal() {
    int from = at;
    while (at < text.length() && "+-.eE0123456789truefalsn".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == from) {
      throw new NotJson();
    }
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      char next = text.charAt(at++);
      if (next < ' ') {
        throw new NotJson();
      }
      value.append(next == '\\' ? escape() : next);
    }
    at++;
    return value.toString();
  }

  private char escape() {
    char letter = peek();
    at++;
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new NotJson();
    };
  }

  private char unicode() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw new NotJson();
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  private char peek() {
    if (at >= text.length()) {
      throw new NotJson();
    }
    return text.charAt(at);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean accept(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    if (!accept(wanted)) {
      throw new NotJson();
    }
  }
}
