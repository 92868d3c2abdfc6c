package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.GoSyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** Letters in ranges where case does not matter: RE2/J looks at each. */
  private static final int MAX_FOLDED = 1 << 18;

  /** Ranges with all letters that have cases are taken as a whole. */
  private static final int FIRST_WITH_CASES = 'A';

  private static final int LAST_WITH_CASES = 0x1044F;

  private static final int MAX_COUNT_DIGITS = 9;
  private static final int NO_COUNT = -1;

  /** What stands for no single character of a class, but a class within it. */
  private static final int A_CLASS = -1;

  /** How much of an expression a message shows. */
  private static final int MAX_QUOTED = 256;

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
  private Engine.Case cases = Engine.Case.MATTERS;
  private boolean endless;
  private long ranged;

  private PatternScanner(String text) {
    this.text = text;
  }

  /**
   * What a scan found.
   *
   * @param uniquelyNamed the expression, in which a name that comes again is left out
   * @param groupsByName the numbers of the groups of a name, in their order
   * @param steps about how many RE2's program has
   */
  record Scanned(
      String uniquelyNamed,
      Map<String, List<Integer>> groupsByName,
      long steps,
      Engine.Case cases) {}

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
    scanner.requireFoldable();
    return new Scanned(
        scanner.uniquelyNamed.toString(), scanner.groupsByName, scanner.steps(), scanner.cases);
  }

  /** The expression as messages show it: Go shows all of it, which may be a lot. */
  static String quoted(String expression) {
    return expression.length() <= MAX_QUOTED
        ? "`" + expression + "`"
        : "`" + expression.substring(0, MAX_QUOTED) + "…`";
  }

  /** Case may begin not to matter in the middle, but then nobody writes such letters before. */
  private void requireFoldable() {
    if (cases == Engine.Case.FOLDED && endless) {
      throw new GoSyntaxException(
          "error parsing regexp: letters from U+1C80 to U+1C88 without regard to case: "
              + quoted(text));
    }
    if (cases == Engine.Case.FOLDED && ranged > MAX_FOLDED) {
      throw tooLarge();
    }
  }

  private long steps() {
    return nesting.stream().mapToLong(inside -> inside.size().steps()).sum();
  }

  /** Moves past the start of a named group; true when only its parenthesis is to be kept. */
  private boolean skipRepeatedName() {
    boolean named = text.startsWith("(?P<", position) || text.startsWith("(?<", position);
    int end = named ? text.indexOf('>', position) : -1;
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
          noteFlags();
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
      default -> {
        endless |= Folding.isEndless(c);
        one(Size.CHARACTER);
      }
    }
  }

  private void noteFlags() {
    for (int at = position; at < text.length() && "imsU-".indexOf(text.charAt(at)) >= 0; at++) {
      cases = text.charAt(at) == 'i' ? Engine.Case.FOLDED : cases;
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
    return new GoSyntaxException("error parsing regexp: expression too large: " + quoted(text));
  }

  private void open(Size its) {
    nesting.push(new Inside(0, its));
    if (nesting.size() > MAX_DEPTH) {
      throw new GoSyntaxException(
          "error parsing regexp: expression nests too deeply: " + quoted(text));
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
    int start = position;
    int least = count();
    boolean range = least != NO_COUNT && text.startsWith(",", position);
    if (range) {
      position++;
    }
    int most = range && !text.startsWith("}", position) ? count() : least;
    if (most == NO_COUNT || !text.startsWith("}", position)) {
      position = start;
      uniquelyNamed.append('\\'); // a plain brace, which RE2/J lets nothing repeat
      one(Size.CHARACTER);
      return;
    }
    long product = (long) copies * most;
    if (product > MAX_COPIES) {
      throw new GoSyntaxException(
          "error parsing regexp: invalid repeat count: `{"
              + text.substring(start, position)
              + "}`");
    }
    copies = (int) product;
    grow(size.times(Math.max(0, most - 1)));
    if (range) {
      grow(Size.JUMP.times(most)); // a copy more or not, each time
    }
    position++;
  }

  /** Moves past a number without leading zeros; it may be too long to be one. */
  private int count() {
    int start = position;
    int value = 0;
    while (position < text.length()
        && position - start < MAX_COUNT_DIGITS
        && isDigit(text.charAt(position))) {
      value = value * 10 + text.charAt(position) - '0';
      position++;
    }
    boolean padded = position - start > 1 && text.charAt(start) == '0';
    return position == start || padded ? NO_COUNT : value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
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
        endless |=
            text.substring(position, end < 0 ? text.length() : end)
                .chars()
                .anyMatch(Folding::isEndless);
        position = end < 0 ? text.length() : end + 2;
      } else if (c == 'x') {
        endless |= Folding.isEndless(hexadecimal());
      } else if ("pP".indexOf(c) >= 0) {
        skipBraces();
      } else if ("AzbB".indexOf(c) >= 0) {
        its = Size.JUMP;
      }
    }
    one(its);
  }

  /** Moves past braces if they are here, to the end of the text where they do not close. */
  private void skipBraces() {
    if (text.startsWith("{", position)) {
      int end = text.indexOf('}', position);
      position = end < 0 ? text.length() : end + 1;
    }
  }

  /**
   * Moves past what follows {@code \x}: two digits, or some in braces; refused later if neither.
   */
  private int hexadecimal() {
    int start = position;
    boolean braces = text.startsWith("{", start);
    skipBraces();
    if (!braces) {
      position = Math.min(start + 2, text.length());
    }
    int value = 0;
    for (int at = start; at < position; at++) {
      int digit = Character.digit(text.charAt(at), 16);
      // What is beyond the last character is held there, and refused later.
      value = digit < 0 ? value : Math.min(value * 16 + digit, Character.MAX_CODE_POINT + 1);
    }
    return value;
  }

  /** Moves to the end of a character class, in which nothing repeats and nothing opens. */
  private void skipClass() {
    if (text.startsWith("^", position)) {
      position++;
    }
    int start = position;
    while (position < text.length() && (text.charAt(position) != ']' || position == start)) {
      int named = text.startsWith("[:", position) ? text.indexOf(":]", position) : -1;
      if (named >= 0) {
        position = named + 2;
      } else {
        skipRange();
      }
    }
    position = Math.min(position + 1, text.length());
    one(Size.CHARACTER);
  }

  private void skipRange() {
    int first = classCharacter();
    int last = first;
    if (first != A_CLASS
        && position + 1 < text.length()
        && text.charAt(position) == '-'
        && text.charAt(position + 1) != ']') {
      position++;
      last = classCharacter();
    }
    boolean whole = first <= FIRST_WITH_CASES && last >= LAST_WITH_CASES;
    if (first != A_CLASS && first <= last && !whole) {
      endless |= Folding.isEndless(first, last);
      ranged += last - first + 1L;
    }
  }

  private int classCharacter() {
    int character = text.codePointAt(position);
    position += Character.charCount(character);
    if (character != '\\' || position == text.length()) {
      return character;
    }
    int escaped = text.codePointAt(position);
    position += Character.charCount(escaped);
    return switch (escaped) {
      case 'x' -> hexadecimal();
      case 'p', 'P' -> {
        skipBraces();
        yield A_CLASS;
      }
      case 'd', 'D', 's', 'S', 'w', 'W' -> A_CLASS;
      default -> escaped;
    };
  }
}
