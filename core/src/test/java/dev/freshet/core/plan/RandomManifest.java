package dev.freshet.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A manifest made up line by line. It knows which of its markers are live because it chose where to
 * put each, from forms whose fate is certain; nothing is asked of the code under test.
 */
final class RandomManifest {
  private static final String M = Trees.MARKER;

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final List<String> live = new ArrayList<>();
  private int count;

  RandomManifest(long seed) {
    random = new Random(seed);
    if (chance(5)) {
      text.append('\uFEFF');
    }
    if (chance(3)) {
      line("# licence " + M);
      line("---");
    }
    int documents = 1 + random.nextInt(3);
    for (int i = 0; i < documents; i++) {
      if (i > 0) {
        line(pick("---", "--- # " + M, "---\t"));
      }
      line("kind: Thing");
      mapping("", 3);
    }
  }

  /** The text, in one of the two kinds of line ends, with or without the last. */
  String text() {
    String all = chance(6) ? text.toString().stripTrailing() : text.toString();
    return new Random(count).nextInt(3) == 0 ? all.replace("\n", "\r\n") : all;
  }

  /** The values of the live markers, in document order. */
  List<String> liveValues() {
    return live;
  }

  private void mapping(String indent, int depth) {
    int entries = 1 + random.nextInt(5);
    for (int i = 0; i < entries; i++) {
      noise(indent);
      entry(indent, "key" + count++, depth);
    }
  }

  private void noise(String indent) {
    switch (random.nextInt(8)) {
      case 0 -> line("");
      case 1 -> line(indent + M);
      case 2 -> line(indent + "# \uD83D\uDE80 " + M);
      case 3 -> line("   \t");
      default -> {
        // Most lines follow each other.
      }
    }
  }

  private void entry(String indent, String key, int depth) {
    String start = indent + key + ":";
    switch (random.nextInt(depth > 0 ? 11 : 8)) {
      case 0, 1 -> line(start + gap() + liveScalar() + tail());
      case 2 -> line(start + gap() + scalar(value()) + deadTail());
      case 3 -> block(start, indent);
      case 4 -> flow(start, indent);
      case 5 -> anchored(start, indent);
      case 6 -> duplicated(start, indent);
      case 7 -> sequence(start, indent);
      default -> {
        line(start + pick("", " " + M, " &n" + count, " # x"));
        mapping(indent + pick("  ", "    ", " "), depth - 1);
      }
    }
  }

  private void block(String start, String indent) {
    String value = value();
    boolean marked = chance(2);
    line(start + " " + pick("|-", ">-") + (marked ? tail() : " # x"));
    line(indent + "  " + value);
    if (marked) {
      live.add(value);
    }
    line(start.replace("key", "text") + " |-");
    line(indent + "  echo 'x' " + M);
    line("");
    line(indent + "  " + M);
    line(indent + "after" + count++ + ": x");
  }

  private void flow(String start, String indent) {
    line(start + " {a: " + scalar(value()) + "} " + M);
    line(start.replace("key", "flow") + " {a: [" + liveScalar() + "," + tail());
    line(indent + "    " + scalar(value()) + ", " + liveScalar() + tail());
    line(indent + "  ], \"b\": " + liveScalar() + tail());
    line(indent + "  }" + tail());
  }

  private void anchored(String start, String indent) {
    String anchor = "n" + count++;
    line(start + " &" + anchor + " " + liveScalar() + tail());
    line(start.replace("key", "alias") + " *" + anchor + tail());
    line(start.replace("key", "tag") + " !!str " + liveScalar() + tail());
    line(indent + "? " + anchor + tail());
    line(indent + ": " + liveScalar() + tail());
  }

  private void duplicated(String start, String indent) {
    line(start + " " + liveScalar() + tail());
    line(start + " " + scalar(value()) + tail());
    String other = start.replace("key", "other");
    line(other + " {a: b}");
    line(other);
    line(indent + "  a: " + scalar(value()) + tail());
  }

  private void sequence(String start, String indent) {
    line(start + pick("", " " + M));
    String dash = indent + pick("", "  ", " ") + "-";
    int items = 1 + random.nextInt(4);
    for (int i = 0; i < items; i++) {
      switch (random.nextInt(4)) {
        case 0 -> {
          line(dash.replace("-", M));
          line(dash + gap() + liveScalar());
        }
        case 1 -> {
          line(dash + " " + M);
          line(dash.replace("-", "    ") + liveScalar());
        }
        case 2 -> line(dash + " a: " + liveScalar() + tail());
        default -> line(dash + gap() + liveScalar() + tail());
      }
    }
  }

  private String liveScalar() {
    String value = value();
    live.add(value);
    return scalar(value);
  }

  private String value() {
    return pick("img:", "é", "\uD83D\uDE80", "x y ", "1.") + count++;
  }

  private String scalar(String value) {
    return pick(value, value, "'" + value + "'", "\"" + value + "\"");
  }

  private String tail() {
    return pick(" ", "   ", "\t", " \t ") + pick(M, M, M.replace("# ", "#"), "#" + M + " \t");
  }

  private String deadTail() {
    return pick("", " # x", " " + M + " x", " # " + M, " # {'$imagepolicy': 'ns:p'}");
  }

  private String gap() {
    return pick(" ", "  ", "     ");
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
