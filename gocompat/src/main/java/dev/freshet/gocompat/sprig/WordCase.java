package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.value.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the words in a name such as {@code HTTPServer2go} and joins them in another style. */
final class WordCase {
  private static final String LOWER = "[\\p{L}&&[^\\p{Lu}]]";

  /** The kinds of parts a name has; the order decides between them. */
  private enum Kind {
    CONNECTOR("[-_\\s\\u0085\\u00a0\\p{Z}]+"),
    PUNCTUATION("\\p{P}+"),
    CAPITALISED("\\p{Lu}+(?=\\p{Lu}" + LOWER + ")|\\p{Lu}" + LOWER + "+|\\p{Lu}+"),
    LETTERS(LOWER + "+"),
    NUMBER("\\p{N}+"),
    OTHER("[^-_\\s\\u0085\\u00a0\\p{Z}\\p{P}\\p{L}\\p{N}]+");

    private final Pattern pattern;

    Kind(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }
  }

  private record Part(Kind kind, String text) {}

  private WordCase() {}

  /** Lower-case words with a connector between them: {@code http_server_2go}. */
  static String joined(String bytes, char connector) {
    List<Part> parts = parts(Utf8.decode(bytes));
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0 && separate(parts, i)) {
        out.append(connector);
      }
      out.append(written(parts.get(i), connector));
    }
    return Utf8.encode(out.toString());
  }

  private static List<Part> parts(String name) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < name.length()) {
      Part part = partAt(name, at);
      parts.add(part);
      at += part.text().length();
    }
    return parts;
  }

  private static Part partAt(String name, int at) {
    for (Kind kind : Kind.values()) {
      Matcher matcher = kind.pattern.matcher(name).region(at, name.length());
      if (matcher.lookingAt()) {
        return new Part(kind, matcher.group());
      }
    }
    return new Part(Kind.OTHER, name.substring(at, name.offsetByCodePoints(at, 1)));
  }

  private static boolean separate(List<Part> parts, int index) {
    Kind before = parts.get(index - 1).kind();
    Kind kind = parts.get(index).kind();
    if (before == Kind.CONNECTOR
        || before == Kind.PUNCTUATION
        || kind == Kind.CONNECTOR
        || kind == Kind.PUNCTUATION) {
      return false;
    }
    // A number belongs to the word before it, unless letters that follow make it a word of its own.
    if (kind == Kind.NUMBER) {
      return before != Kind.NUMBER
          && index + 1 < parts.size()
          && parts.get(index + 1).kind() == Kind.LETTERS
          && !(before == Kind.LETTERS && insideNumberWord(parts, index - 1));
    }
    return !(kind == Kind.LETTERS && before == Kind.NUMBER);
  }

  private static boolean insideNumberWord(List<Part> parts, int index) {
    return index > 0 && parts.get(index - 1).kind() == Kind.NUMBER;
  }

  private static String written(Part part, char connector) {
    StringBuilder text = new StringBuilder();
    part.text()
        .codePoints()
        .forEach(point ->
            text.appendCodePoint(
                part.kind() == Kind.CONNECTOR
                    ? connector
                    : part.kind() == Kind.CAPITALISED ? Character.toLowerCase(point) : point));
    return text.toString();
  }

  /** Capitalised words without connectors: {@code HttpServer}. */
  static String pascal(String bytes) {
    int[] points = Utf8.codePoints(bytes).toArray();
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < points.length && connector(points[at])) {
      out.append(Utf8.of(points[at++]));
    }
    if (at == points.length) {
      // Nothing but connectors: sprig repeats the last one.
      return points.length == 0 ? "" : out + Utf8.of(points[at - 1]);
    }
    boolean lowering = Character.isUpperCase(points[at]);
    out.append(Utf8.of(Character.toUpperCase(points[at++])));
    for (; at < points.length; at++) {
      int point = points[at];
      boolean afterConnector = connector(points[at - 1]);
      if (connector(point)) {
        out.append(afterConnector ? Utf8.of(points[at - 1]) : "");
      } else if (afterConnector) {
        lowering = Character.isUpperCase(point);
        out.append(Utf8.of(Character.toUpperCase(point)));
      } else {
        lowering = lowering && Character.isUpperCase(point);
        out.append(Utf8.of(lowering ? Character.toLowerCase(point) : point));
      }
    }
    return connector(points[at - 1]) ? out + Utf8.of(points[at - 1]) : out.toString();
  }

  private static boolean connector(int point) {
    return point == '-' || point == '_' || Unicode.space(point);
  }
}
