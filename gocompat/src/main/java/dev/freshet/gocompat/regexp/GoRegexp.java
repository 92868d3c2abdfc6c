package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.regexp.syntax.Parser;
import dev.freshet.gocompat.value.Utf8;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A Go regular expression; a search finds the leftmost match anywhere in the text, of those that
 * start there the one that the expression prefers, and never takes more than linear time.
 *
 * <p>Inside, expressions and texts are in byte form, a char for each byte of UTF-8, so that what is
 * no UTF-8 is what it is to Go. What is ASCII is the same in both forms.
 */
public final class GoRegexp {
  private final String text;
  private final Program program;
  private final Map<String, List<Integer>> groupsByName;

  private GoRegexp(String text, Parser.Parsed parsed) {
    this.text = text;
    this.program = Compiler.compile(parsed);
    this.groupsByName = parsed.groupsByName();
  }

  /** Reads an expression, or says what is wrong with it as Go does. */
  public static GoRegexp compile(String text) {
    try {
      return new GoRegexp(text, Parser.parse(Utf8.encode(text)));
    } catch (GoSyntaxException refused) {
      throw new GoSyntaxException(Utf8.decode(String.valueOf(refused.getMessage())));
    }
  }

  /** Reads an expression in byte form; what is wrong with it is said in byte form too. */
  public static GoRegexp compileBytes(String bytes) {
    return new GoRegexp(Utf8.decode(bytes), Parser.parse(bytes));
  }

  /** Whether the expression matches anywhere in the input. */
  public boolean matches(String input) {
    return matches(input, Effort.unbounded());
  }

  /**
   * Whether the expression matches anywhere in the input.
   *
   * @throws GoErrorException when the effort is spent before that is known
   */
  public boolean matches(String input, Effort effort) {
    return program.mayMatch(input, 0) && slots(Utf8.encode(input), 0, effort).isPresent();
  }

  /** The leftmost match, or empty. */
  public Optional<Match> find(String input) {
    return find(input, Effort.unbounded());
  }

  /**
   * The leftmost match, or empty.
   *
   * @throws GoErrorException when the effort is spent before that is known
   */
  public Optional<Match> find(String input, Effort effort) {
    return program.mayMatch(input, 0) ? findBytes(Utf8.encode(input), 0, effort) : Optional.empty();
  }

  /**
   * The leftmost match in an input in byte form that starts at a position or behind it.
   *
   * @throws GoErrorException when the effort is spent before that is known
   */
  public Optional<Match> findBytes(String bytes, int from, Effort effort) {
    return slots(bytes, from, effort).map(slots -> new Match(bytes, slots));
  }

  /**
   * The matches in an input in byte form, from left to right and so many at most, or all when the
   * number is negative. An empty match right behind another does not count.
   *
   * @throws GoErrorException when the effort is spent before they are known
   */
  public void findAllBytes(String bytes, long most, Effort effort, Consumer<Match> found) {
    int from = 0;
    int previousEnd = -1;
    long left = most < 0 ? Long.MAX_VALUE : most;
    while (left > 0 && from <= bytes.length()) {
      Optional<Match> next = findBytes(bytes, from, effort);
      if (next.isEmpty()) {
        return;
      }
      Match match = next.get();
      boolean empty = match.start() == match.end();
      if (!empty || match.start() != previousEnd) {
        found.accept(match);
        left--;
      }
      previousEnd = match.end();
      from = empty ? afterRune(bytes, match.end()) : match.end();
    }
  }

  private static int afterRune(String bytes, int at) {
    return at < bytes.length() ? at + Utf8.width(bytes, at) : at + 1;
  }

  private Optional<int[]> slots(String bytes, int from, Effort effort) {
    if (!program.mayMatch(bytes, from)) {
      return Optional.empty();
    }
    var backtracker = new Backtracker(program, bytes, effort);
    return switch (backtracker.find(from)) {
      case FOUND -> Optional.of(backtracker.slots());
      case NOT_FOUND -> Optional.empty();
      case LEFT_OFF -> {
        var machine = new PikeMachine(program, bytes, effort);
        yield machine.find(backtracker.start()) ? Optional.of(machine.slots()) : Optional.empty();
      }
    };
  }

  /** What is searched with. */
  Program program() {
    return program;
  }

  /** How many groups there are beside the whole match. */
  int groups() {
    return program.slots() / 2 - 1;
  }

  /** The numbers of the groups of each name: Go lets several groups have one. */
  Map<String, List<Integer>> groupsByName() {
    return groupsByName;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GoRegexp regexp && regexp.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text it was read from. */
  @Override
  public String toString() {
    return text;
  }
}
