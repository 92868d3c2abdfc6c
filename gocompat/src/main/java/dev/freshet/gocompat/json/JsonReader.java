package dev.freshet.gocompat.json;

import dev.freshet.gocompat.format.Quoted;
import dev.freshet.gocompat.function.Budget;
import dev.freshet.gocompat.value.GoEquality;
import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads JSON as Go does into maps, lists, strings, float64s, bools and nil. */
public final class JsonReader {
  private static final String TRUNCATED = "unexpected end of JSON input";

  private final String text;
  private final Budget budget;
  private int at;

  /** Go looks for what numbers stand for once it knows that the text is JSON. */
  private Optional<JsonError> tooLarge = Optional.empty();

  public JsonReader(String bytes, Budget budget) {
    this.text = bytes;
    this.budget = budget;
  }

  public GoValue document() {
    GoValue value = value(0);
    space();
    if (at < text.length()) {
      throw unexpected("after top-level value");
    }
    if (tooLarge.isPresent()) {
      throw tooLarge.get();
    }
    return value;
  }

  private GoValue value(int depth) {
    GoEquality.requireNesting(depth);
    budget.step();
    space();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> list(depth);
      case '"' -> GoValue.bytes(string());
      case 't' -> literal("true", GoValue.of(true));
      case 'f' -> literal("false", GoValue.of(false));
      case 'n' -> literal("null", GoValue.Nil.NIL);
      default -> number();
    };
  }

  private GoValue object(int depth) {
    GoValue.Dict dict = GoValue.dict();
    at++;
    space();
    if (peek() == '}') {
      at++;
      return dict;
    }
    while (true) {
      space();
      if (peek() != '"') {
        throw unexpected("looking for beginning of object key string");
      }
      String key = string();
      space();
      expect(':', "after object key");
      dict.entries().put(GoValue.bytes(key), value(depth + 1));
      space();
      if (peek() == '}') {
        at++;
        return dict;
      }
      expect(',', "after object key:value pair");
    }
  }

  private GoValue list(int depth) {
    List<GoValue> elements = new ArrayList<>();
    at++;
    space();
    if (peek() == ']') {
      at++;
      return GoValue.list(elements);
    }
    while (true) {
      elements.add(value(depth + 1));
      space();
      if (peek() == ']') {
        at++;
        return GoValue.list(elements);
      }
      expect(',', "after array element");
    }
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    at++;
    while (peek() != '"') {
      char unit = peek();
      if (unit < ' ') {
        throw unexpected("in string literal");
      }
      if (unit == '\\') {
        at++;
        out.append(Utf8.of(escape()));
      } else {
        int width = Utf8.width(text, at);
        out.append(
            width == 1 && unit >= 0x80 ? Utf8.of(Utf8.INVALID) : text.substring(at, at + width));
        at += width;
      }
    }
    at++;
    return out.toString();
  }

  private int escape() {
    char kind = next();
    int escaped = "\"\\/bfnrt".indexOf(kind);
    if (escaped >= 0) {
      at++;
      return "\"\\/\b\f\n\r\t".charAt(escaped);
    }
    if (kind != 'u') {
      throw unexpected("in string escape code");
    }
    at++;
    int first = hexadecimal();
    if (Character.isHighSurrogate((char) first) && text.startsWith("\\u", at)) {
      int mark = at;
      at += 2;
      int second = hexadecimal();
      if (Character.isLowSurrogate((char) second)) {
        return Character.toCodePoint((char) first, (char) second);
      }
      at = mark;
    }
    return first;
  }

  private int hexadecimal() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw unexpected("in \\u hexadecimal character escape");
      }
      value = value * 16 + digit;
      at++;
    }
    return value;
  }

  private GoValue number() {
    int start = at;
    if (next() != '-' && !digit()) {
      throw unexpected("looking for beginning of value");
    }
    at += next() == '-' ? 1 : 0;
    if (next() == '0') {
      at++;
    } else {
      digits("in numeric literal");
    }
    if (next() == '.') {
      at++;
      digits("after decimal point in numeric literal");
    }
    if (next() == 'e' || next() == 'E') {
      at++;
      at += next() == '+' || next() == '-' ? 1 : 0;
      digits("in exponent of numeric literal");
    }
    String number = text.substring(start, at);
    double value = Double.parseDouble(number);
    if (Double.isInfinite(value) && tooLarge.isEmpty()) {
      tooLarge =
          Optional.of(
              new JsonError(
                  "json: cannot unmarshal number " + number + " into Go value of type float64"));
    }
    return GoValue.of(value);
  }

  private void digits(String context) {
    if (!digit()) {
      throw unexpected(context);
    }
    while (digit()) {
      at++;
    }
  }

  private boolean digit() {
    return next() >= '0' && next() <= '9';
  }

  /** The next character; Go takes the end for a space where something has begun. */
  private char next() {
    return at < text.length() ? text.charAt(at) : ' ';
  }

  private GoValue literal(String word, GoValue value) {
    for (int i = 0; i < word.length(); i++) {
      if (next() != word.charAt(i)) {
        throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
      at++;
    }
    return value;
  }

  private void expect(char unit, String context) {
    if (peek() != unit) {
      throw unexpected(context);
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw new JsonError(TRUNCATED);
    }
    return text.charAt(at);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private JsonError unexpected(String context) {
    char unit = next();
    String shown = unit == '\'' ? "'\\''" : unit == '"' ? "'\"'" : quoted(unit);
    return new JsonError("invalid character " + shown + " " + context);
  }

  private static String quoted(char unit) {
    String inside = Quoted.quote(Utf8.of(unit));
    return "'" + inside.substring(1, inside.length() - 1) + "'";
  }
}
