package dev.freshet.gocompat.regexp.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Unicode as Go knows it: the JDK follows later versions, in which letters have other cases. The
 * program {@code unicode-tables.go} writes the tables and tells their form.
 */
public final class UnicodeTables {
  private static final String ALIAS = "=";
  private static final int ASCII_END = 0x7F;

  private UnicodeTables() {}

  /** Read when an expression first asks for a class of Unicode, which few do. */
  private static final class Lines {
    static final Map<String, String> BY_NAME = read();

    private static Map<String, String> read() {
      try (InputStream content = UnicodeTables.class.getResourceAsStream("unicode.txt")) {
        if (content == null) {
          throw new IllegalStateException("unicode.txt is missing");
        }
        return new String(content.readAllBytes(), StandardCharsets.US_ASCII)
            .lines()
            .collect(
                Collectors.toUnmodifiableMap(
                    line -> line.substring(0, line.indexOf(' ')),
                    line -> line.substring(line.indexOf(' ') + 1)));
      } catch (IOException cause) {
        throw new UncheckedIOException("read unicode.txt", cause);
      }
    }
  }

  /** A word of a line. */
  private record Run(int first, int last, int stride, int distance) {

    static Run parse(String word) {
      int plus = word.indexOf('+');
      String runes = plus < 0 ? word : word.substring(0, plus);
      int dash = runes.indexOf('-');
      int slash = runes.indexOf('/');
      int first = hexadecimal(dash < 0 ? runes : runes.substring(0, dash));
      return new Run(
          first,
          dash < 0
              ? first
              : hexadecimal(runes.substring(dash + 1, slash < 0 ? runes.length() : slash)),
          slash < 0 ? 1 : hexadecimal(runes.substring(slash + 1)),
          plus < 0 ? 0 : hexadecimal(word.substring(plus + 1)));
    }
  }

  /** The class of a name such as {@code Greek} or {@code Lu}, however it is spelled. */
  static Optional<CharClass> charClass(String name) {
    String canonical = canonical(name);
    return switch (canonical) {
      case "Any" -> Optional.of(CharClass.ANY);
      case "Ascii" -> Optional.of(new CharClass(0, ASCII_END));
      case "Assigned" -> Optional.of(table("Cn").complement());
      case "Lc" -> Optional.of(table("LC"));
      case "LC", "orbits", "#" -> Optional.empty();
      default -> {
        String line = Lines.BY_NAME.getOrDefault(canonical, "");
        yield line.isEmpty()
            ? Optional.empty()
            : Optional.of(table(line.startsWith(ALIAS) ? line.substring(1) : canonical));
      }
    };
  }

  /** A capital and then small letters, without what may stand between words. */
  private static String canonical(String name) {
    var canonical = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && c != '-' && c != ' ') {
        boolean changes = canonical.isEmpty() ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z';
        canonical.append(changes ? (char) (c ^ 0x20) : c);
      }
    }
    return canonical.toString();
  }

  /** What Go takes for a letter or a digit. */
  public static CharClass lettersAndDigits() {
    return new CharClass.Ranges().add(table("L")).add(table("Nd")).toCharClass();
  }

  /** The class of a category or a script, as Go spells it. */
  static CharClass table(String name) {
    var ranges = new CharClass.Ranges();
    for (String word : words(name)) {
      Run run = Run.parse(word);
      if (run.stride == 1) {
        ranges.add(run.first, run.last);
      } else {
        for (int rune = run.first; rune <= run.last; rune += run.stride) {
          ranges.add(rune, rune);
        }
      }
    }
    return ranges.toCharClass();
  }

  /** The letters that have cases, each with those that are equal to it but for the case. */
  static int[][] orbits() {
    var orbits = new ArrayList<int[]>();
    for (String word : words("orbits")) {
      if (word.indexOf(',') >= 0) {
        orbits.add(Stream.of(word.split(",", -1)).mapToInt(UnicodeTables::hexadecimal).toArray());
      } else {
        Run run = Run.parse(word);
        for (int rune = run.first; rune <= run.last; rune += run.stride) {
          orbits.add(new int[] {rune, rune + run.distance});
        }
      }
    }
    return orbits.toArray(int[][]::new);
  }

  private static String[] words(String name) {
    return Lines.BY_NAME.getOrDefault(name, "").split(" ", -1);
  }

  private static int hexadecimal(String digits) {
    return Integer.parseInt(digits, 16);
  }
}
