package dev.freshet.core;

import java.util.HexFormat;

/**
 * Makes text from outside fit to be shown: in a status, an event, a log, a terminal. Characters
 * that steer a terminal or hide how a text reads (C0 and C1 controls, marks of direction, invisible
 * formats, lone surrogates) become U+FFFD.
 */
public final class OutsideText {
  /** The longest text of a server that is passed on. */
  public static final int MOST_OF_A_SERVER = 512;

  /** The longest text that a message quotes as it is. */
  public static final int MOST_OF_AN_EXCERPT = 256;

  private static final char REPLACEMENT = '\uFFFD';
  private static final String CUT = "…";

  private OutsideText() {}

  /** The text in one line: line ends and tabs, and blanks around them, are one blank. */
  public static String line(String text) {
    if (isPlain(text, LineEnds.CLEANED)) {
      return text;
    }
    var line = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (isLayout(one)) {
        gap = true;
      } else if (one != ' ' || !gap) {
        if (gap && !line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
          line.append(' ');
        }
        gap = false;
        line.append(isShown(text, i) ? one : REPLACEMENT);
      }
    }
    return line.toString();
  }

  /** The text with its line feeds and tabs as they are. */
  public static String lines(String text) {
    if (isPlain(text, LineEnds.KEPT)) {
      return text;
    }
    var lines = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (one != '\r' || i + 1 == text.length() || text.charAt(i + 1) != '\n') {
        lines.append(one == '\n' || one == '\t' || isShown(text, i) ? one : REPLACEMENT);
      }
    }
    return lines.toString();
  }

  /** The same JSON, where those characters, of which its strings may be full, are escaped. */
  public static String json(String json) {
    if (isPlain(json, LineEnds.KEPT)) {
      return json;
    }
    var escaped = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char one = json.charAt(i);
      if (one == '\n' || one == '\t' || isShown(json, i)) {
        escaped.append(one);
      } else {
        escaped.append("\\u").append(HexFormat.of().toHexDigits(one));
      }
    }
    return escaped.toString();
  }

  /** What a server said, in one line of at most {@link #MOST_OF_A_SERVER} characters. */
  public static String ofServer(String text) {
    // Cleaned only as far as can be shown: a server may send megabytes.
    String start =
        text.length() > 4 * MOST_OF_A_SERVER ? text.substring(0, 4 * MOST_OF_A_SERVER) : text;
    String line = line(start).strip();
    return line.length() <= MOST_OF_A_SERVER && start.length() == text.length()
        ? line
        : atMost(line, MOST_OF_A_SERVER - CUT.length()) + CUT;
  }

  /** The text with a secret blotted out, as a server that strips what it is shown repeats it. */
  public static String without(String secret, String text) {
    String shown = secret.strip();
    return shown.isEmpty() ? text : text.replace(shown, "***");
  }

  /** A text as a message quotes it: what is longer than people read is cut, and shows it. */
  public static String excerpt(String text) {
    return text.length() <= MOST_OF_AN_EXCERPT
        ? text
        : atMost(text, MOST_OF_AN_EXCERPT - CUT.length()) + CUT;
  }

  /** The start of the text, of at most that many characters, and never half a character. */
  public static String atMost(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }

  private enum LineEnds {
    KEPT,
    CLEANED
  }

  private static boolean isPlain(String text, LineEnds lineEnds) {
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      boolean kept = lineEnds == LineEnds.KEPT && (one == '\n' || one == '\t');
      if ((one < ' ' || one > '~') && !kept && !isShown(text, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLayout(char one) {
    return one == '\n'
        || one == '\r'
        || one == '\t'
        || one == '\u0085'
        || one == '\u2028'
        || one == '\u2029';
  }

  private static boolean isShown(String text, int at) {
    char one = text.charAt(at);
    if (one >= ' ' && one <= '~') {
      return true;
    }
    return switch (Character.getType(one)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      // The soft hyphen and the zero-width joiners of scripts are of no harm, but nor of use here.
      case Character.FORMAT -> false;
      case Character.SURROGATE -> isPaired(text, at);
      default -> true;
    };
  }

  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
