package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.value.Utf8;

/** Finds the words in a name such as {@code HTTPServer2go} and joins them in another style. */
final class WordCase {
  private WordCase() {}

  /** Lower-case words with a connector between them: {@code http_server_2go}. */
  static String joined(String bytes, char connector) {
    StringBuilder out = new StringBuilder(bytes.length());
    WordScanner words = new WordScanner(bytes);
    words.next();
    while (!words.atEnd()) {
      WordScanner.Kind kind = words.kind();
      out.append(written(words, connector));
      words.next();
      switch (kind) {
        case NUMBER -> appendRestOfNumber(words, connector, out);
        case CONNECTOR, PUNCTUATION -> {
          // These stand between words by themselves.
        }
        case NONE, CAPITALISED, LETTERS, OTHER -> {
          if (words.kind() != WordScanner.Kind.NUMBER) {
            appendUnlessSeparated(words, connector, out);
          } else if (!words.atEnd()) {
            appendNumber(words, connector, out);
          }
        }
      }
    }
    return out.append(written(words, connector)).toString();
  }

  /** A number belongs to the word before it, unless small letters make it a word of its own. */
  private static void appendNumber(WordScanner words, char connector, StringBuilder out) {
    String number = words.word();
    words.next();
    if (words.kind() == WordScanner.Kind.LETTERS) {
      out.append(connector).append(number);
      appendRestOfNumber(words, connector, out);
    } else {
      out.append(number);
      appendUnlessSeparated(words, connector, out);
    }
  }

  /** Letters and further numbers stay with a number: {@code 2m3s}. */
  private static void appendRestOfNumber(WordScanner words, char connector, StringBuilder out) {
    while (words.kind() == WordScanner.Kind.LETTERS || words.kind() == WordScanner.Kind.NUMBER) {
      out.append(words.word());
      words.next();
    }
    if (words.kind() != WordScanner.Kind.NONE) {
      appendUnlessSeparated(words, connector, out);
    }
  }

  private static void appendUnlessSeparated(WordScanner words, char connector, StringBuilder out) {
    if (!words.kind().separates()) {
      out.append(connector);
    }
  }

  /** The word itself, with small letters for capitals, or as many connectors. */
  private static String written(WordScanner words, char connector) {
    return switch (words.kind()) {
      case CONNECTOR ->
          Unicode.map(words.word(), point -> WordScanner.connector(point) ? connector : point);
      case CAPITALISED ->
          Unicode.map(
              words.word(),
              point ->
                  WordScanner.connector(point)
                      ? connector
                      : Unicode.upper(point) ? Character.toLowerCase(point) : point);
      case NONE, PUNCTUATION, LETTERS, NUMBER, OTHER -> words.word();
    };
  }

  /** Capitalised words without connectors: {@code HttpServer}. */
  static String pascal(String bytes) {
    int[] points = Utf8.codePoints(bytes).toArray();
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < points.length && WordScanner.connector(points[at])) {
      out.append(Utf8.of(points[at++]));
    }
    if (at == points.length) {
      // Nothing but connectors: sprig repeats the last one.
      return points.length == 0 ? "" : out + Utf8.of(points[at - 1]);
    }
    boolean lowering = Unicode.upper(points[at]);
    out.append(Utf8.of(Character.toUpperCase(points[at++])));
    for (; at < points.length; at++) {
      int point = points[at];
      boolean afterConnector = WordScanner.connector(points[at - 1]);
      if (WordScanner.connector(point)) {
        out.append(afterConnector ? Utf8.of(points[at - 1]) : "");
      } else if (afterConnector) {
        lowering = Unicode.upper(point);
        out.append(Utf8.of(Character.toUpperCase(point)));
      } else {
        lowering = lowering && Unicode.upper(point);
        out.append(Utf8.of(lowering ? Character.toLowerCase(point) : point));
      }
    }
    return WordScanner.connector(points[at - 1]) ? out + Utf8.of(points[at - 1]) : out.toString();
  }
}
