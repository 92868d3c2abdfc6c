package dev.freshet.engine.git;

/** What servers say, made fit for a one-line message. */
final class Text {
  private static final int MAX = 500;

  private Text() {}

  static String oneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MAX ? line : line.substring(0, MAX) + "...";
  }
}
