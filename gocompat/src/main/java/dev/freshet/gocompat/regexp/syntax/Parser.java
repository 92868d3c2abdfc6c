package dev.freshet.gocompat.regexp.syntax;

import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.regexp.syntax.Flags.Flag;
import dev.freshet.gocompat.regexp.syntax.Node.Greed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an expression in byte form into a tree, or refuses it as Go does. Open groups are kept on a
 * stack of its own, and what Go bounds by millions is bounded by less.
 */
public final class Parser {
  private static final int MOST_COPIES = 1_000;
  private static final int MOST_HEIGHT = 1_000;

  /** Go goes on to some three million, which take 100 MB and seconds. */
  private static final long MOST_STEPS = 100_000;

  /** Slots for all groups at all steps, of which a search may need a third, twice. */
  private static final long MOST_SLOTS = 1 << 23;

  /** A Unicode class of three characters takes kilobytes. */
  private static final int MOST_BYTES = 1 << 14;

  /** In place of where the last element started, when that was no repetition. */
  private static final int NO_REPEAT = -1;

  private final PatternScanner scanner;
  private final ClassSyntax classes;

  /** The groups around the one that is read, the innermost first. */
  private final Deque<OpenGroup> around = new ArrayDeque<>();

  private final Map<String, List<Integer>> groupsByName = new LinkedHashMap<>();
  private Flags flags = Flags.NONE;
  private OpenGroup group = OpenGroup.notCapturing(Flags.NONE);
  private int groups;

  private Parser(String text) {
    this.scanner = new PatternScanner(text);
    this.classes = new ClassSyntax(scanner);
  }

  /**
   * An expression that was read.
   *
   * @param groups how many capturing groups it has
   * @param groupsByName the numbers of the groups of each name: Go lets several have one
   */
  public record Parsed(Node root, int groups, Map<String, List<Integer>> groupsByName) {}

  /**
   * Reads an expression in byte form.
   *
   * @throws GoSyntaxException with a message in byte form too
   */
  public static Parsed parse(String text) {
    if (text.length() > MOST_BYTES) {
      throw SyntaxProblem.EXPRESSION_TOO_LARGE.in(text);
    }
    var parser = new Parser(text);
    Node root = parser.parse();
    return new Parsed(root, parser.groups, parser.groupsByName);
  }

  private Node parse() {
    int repeat = NO_REPEAT;
    while (!scanner.isAtEnd()) {
      repeat = element(repeat);
    }
    if (!around.isEmpty()) {
      throw SyntaxProblem.MISSING_PARENTHESIS.in(scanner.text());
    }
    Node root = bounded(group.close());
    if (root.measure().steps() * 2 * (groups + 1) > MOST_SLOTS) {
      throw SyntaxProblem.EXPRESSION_TOO_LARGE.in(scanner.text());
    }
    return root;
  }

  /** Reads one element; tells where it started if it was a repetition, after which none may be. */
  private int element(int lastRepeat) {
    int start = scanner.position();
    switch (scanner.peek(0)) {
      case '(' -> open(start);
      case ')' -> close();
      case '|' -> {
        scanner.next();
        group.nextBranch();
      }
      case '*' -> {
        return repeat(start, lastRepeat, one(Count.ANY_NUMBER));
      }
      case '+' -> {
        return repeat(start, lastRepeat, one(Count.AT_LEAST_ONE));
      }
      case '?' -> {
        return repeat(start, lastRepeat, one(Count.AT_MOST_ONE));
      }
      case '{' -> {
        Optional<Count> count = Count.read(scanner);
        if (count.isPresent()) {
          return repeat(start, lastRepeat, count.get());
        }
        literal(scanner.rune());
      }
      case '^' -> place(one(flags.has(Flag.MULTI_LINE) ? Place.LINE_START : Place.TEXT_START));
      case '$' -> place(one(flags.has(Flag.MULTI_LINE) ? Place.LINE_END : Place.TEXT_END));
      case '.' ->
          oneOf(
              one(flags.has(Flag.DOT_MATCHES_NEWLINE) ? CharClass.ANY : CharClass.ANY_BUT_NEWLINE));
      case '[' -> oneOf(classes.brackets(flags));
      case '\\' -> escape();
      default -> literal(scanner.rune());
    }
    return NO_REPEAT;
  }

  /** What a character of its own stands for, past which the scanner moves. */
  private <T> T one(T meaning) {
    scanner.next();
    return meaning;
  }

  private void place(Place place) {
    group.add(Node.at(place));
  }

  private void oneOf(CharClass runes) {
    group.add(Node.oneOf(runes));
  }

  private void literal(int rune) {
    CharClass runes = CharClass.of(rune);
    oneOf(flags.has(Flag.FOLD_CASE) ? CaseOrbits.close(runes) : runes);
  }

  private int repeat(int start, int lastRepeat, Count count) {
    Greed greed = scanner.accept("?") == flags.has(Flag.UNGREEDY) ? Greed.LONGEST : Greed.SHORTEST;
    if (lastRepeat != NO_REPEAT) {
      throw scanner.refusal(SyntaxProblem.INVALID_NESTED_REPETITION, lastRepeat);
    }
    if (group.isAtBranchStart()) {
      throw scanner.refusal(SyntaxProblem.MISSING_REPEAT_ARGUMENT, start);
    }
    Node repeated = Node.repeat(group.removeLast(), count, greed);
    if (count.copies() > 1 && repeated.measure().copies() > MOST_COPIES) {
      throw scanner.refusal(SyntaxProblem.INVALID_REPEAT_COUNT, start);
    }
    group.add(bounded(repeated));
    return start;
  }

  private Node bounded(Node node) {
    if (node.measure().steps() > MOST_STEPS) {
      throw SyntaxProblem.EXPRESSION_TOO_LARGE.in(scanner.text());
    }
    if (node.measure().height() > MOST_HEIGHT) {
      throw SyntaxProblem.EXPRESSION_NESTS_TOO_DEEPLY.in(scanner.text());
    }
    return node;
  }

  private void open(int start) {
    if (isNext("(?P<") || isNext("(?<")) {
      String name = name(start);
      groups++;
      groupsByName.computeIfAbsent(name, _ -> new ArrayList<>()).add(groups);
      begin(OpenGroup.capturing(groups, flags));
    } else if (scanner.accept("(?")) {
      switch (Flags.read(scanner, start, flags)) {
        case Flags.Opening.FromHereOn(Flags read) -> flags = read;
        case Flags.Opening.Group(Flags read) -> {
          begin(OpenGroup.notCapturing(flags));
          flags = read;
        }
      }
    } else {
      scanner.next();
      groups++;
      begin(OpenGroup.capturing(groups, flags));
    }
  }

  /** Whether a text comes next, and is not all that is left. */
  private boolean isNext(String text) {
    return scanner.startsWith(text) && scanner.remaining() > text.length();
  }

  private String name(int start) {
    int first = scanner.text().indexOf('<', start) + 1;
    int end = scanner.text().indexOf('>', start);
    if (end < 0) {
      scanner.requireUtf8(start, scanner.text().length());
      throw SyntaxProblem.INVALID_NAMED_CAPTURE.in(scanner.text().substring(start));
    }
    scanner.requireUtf8(first, end);
    scanner.moveTo(end + 1);
    String name = scanner.text().substring(first, end);
    if (name.isEmpty() || !name.chars().allMatch(c -> c == '_' || EscapeSyntax.isAlphanumeric(c))) {
      throw scanner.refusal(SyntaxProblem.INVALID_NAMED_CAPTURE, start);
    }
    return name;
  }

  private void begin(OpenGroup inner) {
    around.push(group);
    group = inner;
  }

  private void close() {
    scanner.next();
    if (around.isEmpty()) {
      throw SyntaxProblem.UNEXPECTED_PARENTHESIS.in(scanner.text());
    }
    Node closed = bounded(group.close());
    flags = group.flagsBefore();
    group = around.pop();
    group.add(closed);
  }

  private void escape() {
    switch (scanner.remaining() > 1 ? scanner.peek(1) : '\0') {
      case 'A' -> place(two(Place.TEXT_START));
      case 'z' -> place(two(Place.TEXT_END));
      case 'b' -> place(two(Place.WORD_BOUNDARY));
      case 'B' -> place(two(Place.NO_WORD_BOUNDARY));
      case 'C' -> throw SyntaxProblem.INVALID_ESCAPE.in("\\C"); // a byte, which Go does not know
      case 'Q' -> quoted();
      default ->
          classes
              .escape(flags)
              .ifPresentOrElse(this::oneOf, () -> literal(EscapeSyntax.rune(scanner)));
    }
  }

  private <T> T two(T meaning) {
    return one(one(meaning));
  }

  /** Reads what stands between {@code \Q} and {@code \E}, or the end, letter by letter. */
  private void quoted() {
    int start = scanner.position() + 2;
    int end = scanner.text().indexOf("\\E", start);
    int last = end < 0 ? scanner.text().length() : end;
    scanner.requireUtf8(start, last);
    scanner.moveTo(start);
    while (scanner.position() < last) {
      literal(scanner.rune());
    }
    scanner.accept("\\E");
  }
}
