package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.GoSyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Looks through an expression for what Go and RE2/J do not agree on: Go bounds nested repetitions,
 * depth and size, which would exhaust memory otherwise, and lets several groups have one name.
 */
final class PatternScanner {
  private static final int MAX_COPIES = 1_000;
  private static final int MAX_DEPTH = 1_000;

  /** In steps of RE2's program. Go goes on to some three million, which take 100 MB and seconds. */
  private static final long MAX_STEPS = 100_000;

  /** RE2/J's search calls itself for each jump, which must fit on the stack of a thread. */
  private static final long MAX_JUMPS = 3_000;

  /** A Unicode class of three characters takes kilobytes, in every place where it stands. */
  private static final int MAX_LENGTH = 1 << 14;

  private static final Pattern COUNTS =
      Pattern.compile("(0|[1-9][0-9]{0,8})(,(0|[1-9][0-9]{0,8})?)?");

  /**
   * About what a part takes in RE2's program.
   *
   * @param jumps the steps that read no character
   */
  private record Size(long steps, long jumps) {
    private static final Size NONE = new Size(0, 0);
    private static final Size CHARACTER = new Size(1, 0);
    private static final Size JUMP = new Size(1, 1);
    private static final Size GROUP = new Size(2, 2);

    Size plus(Size other) {
      return new Size(steps + other.steps, jumps + other.jumps);
    }

    Size times(long factor) {
      return new Size(steps * factor, jumps * factor);
    }
  }

  /** What is inside an open group: the most copies of anything, and the size of all. */
  private record Inside(int copies, Size size) {}

  /** The innermost first. */
  private final Deque<Inside> nesting = new ArrayDeque<>();

  private final Map<String, List<Integer>> groupsByName = new LinkedHashMap<>();
  private final StringBuilder uniquelyNamed = new StringBuilder();
  private final String text;
  private int position;
  private int groups;
  private int copies;
  private Size size = Size.NONE;

  private PatternScanner(String text) {
    this.text = text;
  }

  /**
   * What a scan found.
   *
   * @param uniquelyNamed the expression, in which a name that comes again is left out
   * @param groupsByName the numbers of the groups of a name, in their order
   */
  record Scanned(String uniquelyNamed, Map<String, List<Integer>> groupsByName) {}

  /**
   * Scans an expression, which need not be valid; refuses what would take too much memory, and what
   * RE2/J alone allows.
   */
  static Scanned scan(String text) {
    var scanner = new PatternScanner(text);
    if (text.length() > MAX_LENGTH) {
      throw scanner.tooLarge();
    }
    scanner.nesting.push(new Inside(0, Size.GROUP));
    while (scanner.position < text.length()) {
      int start = scanner.position;
      if (!scanner.skipRepeatedName()) {
        scanner.skipElement();
        scanner.uniquelyNamed.append(text, start, scanner.position);
      }
    }
    return new Scanned(scanner.uniquelyNamed.toString(), scanner.groupsByName);
  }

  /** Moves past the start of a named group; true when only its parenthesis is to be kept. */
  private boolean skipRepeatedName() {
    boolean named = text.startsWith("(?P<", position) || text.startsWith("(?<", position);
    int end = text.indexOf('>', position);
    if (!named || end < 0) {
      return false;
    }
    String name = text.substring(text.indexOf('<', position) + 1, end);
    List<Integer> numbers = groupsByName.computeIfAbsent(name, _ -> new ArrayList<>());
    numbers.add(groups + 1);
    uniquelyNamed.append(numbers.size() > 1 ? "(" : text.substring(position, end + 1));
    groups++;
    open(Size.GROUP);
    position = end + 1;
    return true;
  }

  private void skipElement() {
    char c = text.charAt(position);
    position++;
    switch (c) {
      case '\\' -> skipEscape();
      case '[' -> skipClass();
      case '(' -> {
        if (text.startsWith("?", position)) {
          position++;
          open(Size.NONE);
        } else {
          groups++;
          open(Size.GROUP);
        }
      }
      case ')' -> close();
      case '{' -> repeat();
      case '*', '+', '?' -> grow(Size.JUMP);
      case '|', '^', '$' -> one(Size.JUMP);
      default -> one(Size.CHARACTER);
    }
  }

  /** One element that may be repeated next. */
  private void one(Size its) {
    copies = 1;
    size = its;
    note(its);
  }

  /** Makes the last element larger. */
  private void grow(Size more) {
    size = size.plus(more);
    note(more);
  }

  private void note(Size more) {
    Inside inside = nesting.pop();
    Size all = inside.size().plus(more);
    if (all.steps() > MAX_STEPS || all.jumps() > MAX_JUMPS) {
      throw tooLarge();
    }
    nesting.push(new Inside(Math.max(inside.copies(), copies), all));
  }

  private GoSyntaxException tooLarge() {
    return new GoSyntaxException("error parsing regexp: expression too large: `" + text + "`");
  }

  private void open(Size its) {
    nesting.push(new Inside(0, its));
    if (nesting.size() > MAX_DEPTH) {
      throw new GoSyntaxException(
          "error parsing regexp: expression nests too deeply: `" + text + "`");
    }
  }

  private void close() {
    if (nesting.size() > 1) {
      Inside closed = nesting.pop();
      copies = Math.max(1, closed.copies());
      size = closed.size();
      note(size);
    }
  }

  /** Multiplies by the number in braces; what is no repetition is read as plain text. */
  private void repeat() {
    int end = text.indexOf('}', position);
    String bounds = end < 0 ? "" : text.substring(position, end);
    if (!COUNTS.matcher(bounds).matches()) {
      uniquelyNamed.append('\\'); // a plain brace, which RE2/J lets nothing repeat
      one(Size.CHARACTER);
      return;
    }
    String[] numbers = bounds.split(",", 2);
    String most = numbers.length == 1 || numbers[1].isEmpty() ? numbers[0] : numbers[1];
    long product = (long) copies * Integer.parseInt(most);
    if (product > MAX_COPIES) {
      throw new GoSyntaxException("error parsing regexp: invalid repeat count: `{" + bounds + "}`");
    }
    copies = (int) product;
    grow(size.times(Math.max(0, Integer.parseInt(most) - 1)));
    if (numbers.length > 1) {
      grow(Size.JUMP.times(Integer.parseInt(most))); // a copy more or not, each time
    }
    position = end + 1;
  }

  private void skipEscape() {
    Size its = Size.CHARACTER;
    if (position < text.length()) {
      char c = text.charAt(position);
      position++;
      if (c >= 0x80) {
        throw new GoSyntaxException(
            "error parsing regexp: invalid escape sequence: `\\%s`"
                .formatted(Character.toString(text.codePointAt(position - 1))));
      }
      if (c == 'Q') {
        int end = text.indexOf("\\E", position);
        position = end < 0 ? text.length() : end + 2;
      } else if ("pPx".indexOf(c) >= 0 && text.startsWith("{", position)) {
        int end = text.indexOf('}', position);
        position = end < 0 ? text.length() : end + 1;
      } else if ("AzbB".indexOf(c) >= 0) {
        its = Size.JUMP;
      }
    }
    one(its);
  }

  /** Moves to the end of a character class, in which nothing repeats and nothing opens. */
  private void skipClass() {
    if (text.startsWith("^", position)) {
      position++;
    }
    int first = position;
    while (position < text.length() && (text.charAt(position) != ']' || position == first)) {
      int named = text.startsWith("[:", position) ? text.indexOf(":]", position) : -1;
      if (named >= 0) {
        position = named + 2;
      } else {
        position += text.charAt(position) == '\\' ? 2 : 1;
      }
    }
    position = Math.min(position + 1, text.length());
    one(Size.CHARACTER);
  }
}
