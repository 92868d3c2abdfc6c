package dev.freshet.api.yaml;

import java.util.Iterator;

/** Values as JSON text on one line; what YAML 1.1 reads as a number or boolean stays one. */
public final class JsonText {
  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  public static String of(Yaml value) {
    JsonText json = new JsonText();
    json.append(value);
    return json.text.toString();
  }

  private void append(Yaml value) {
    switch (value) {
      case Yaml.Scalar scalar -> append(scalar);
      case Yaml.Sequence(_, var items) -> {
        text.append('[');
        for (Iterator<Yaml> rest = items.iterator(); rest.hasNext(); ) {
          append(rest.next());
          text.append(rest.hasNext() ? "," : "");
        }
        text.append(']');
      }
      case Yaml.Mapping(_, var entries) -> {
        text.append('{');
        for (Iterator<Yaml.Entry> rest = entries.iterator(); rest.hasNext(); ) {
          Yaml.Entry entry = rest.next();
          quote(entry.key());
          text.append(':');
          append(entry.value());
          text.append(rest.hasNext() ? "," : "");
        }
        text.append('}');
      }
    }
  }

  private void append(Yaml.Scalar scalar) {
    switch (scalar.type()) {
      case STRING -> quote(scalar.text());
      case BOOLEAN -> text.append(ScalarType.isTrue(scalar.text()));
      case NULL -> text.append("null");
      case INTEGER, NUMBER -> {
        // JSON knows decimal numbers without leading zeros; the other spellings stay text.
        if (isNumber(scalar.text())) {
          text.append(scalar.text());
        } else {
          quote(scalar.text());
        }
      }
    }
  }

  private static boolean isNumber(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int whole = digitsEnd(text, start);
    boolean padded = whole - start > 1 && text.charAt(start) == '0';
    if (whole == start || padded) {
      return false;
    }
    int fraction = whole;
    if (text.startsWith(".", whole)) {
      fraction = digitsEnd(text, whole + 1);
      if (fraction == whole + 1) {
        return false;
      }
    }
    int exponent = fraction;
    if (text.startsWith("e", fraction) || text.startsWith("E", fraction)) {
      boolean signed = text.startsWith("-", fraction + 1) || text.startsWith("+", fraction + 1);
      int digits = fraction + (signed ? 2 : 1);
      exponent = digitsEnd(text, digits);
      if (exponent == digits) {
        return false;
      }
    }
    return exponent == text.length();
  }

  private static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029) {
            text.append("\\u%04x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
