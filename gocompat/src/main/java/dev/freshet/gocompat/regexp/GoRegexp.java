package dev.freshet.gocompat.regexp;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Go regular expression; a search finds the leftmost match anywhere in the text.
 *
 * <p>RE2/J decides what is a valid expression and can search all of them. Simple expressions on
 * ASCII texts, which is nearly all that filters tags, take {@link Search} instead: some twenty
 * times faster, and like RE2 never slower than linear in the text.
 */
public final class GoRegexp {
  private final String text;
  private final Engine engine;
  private final Map<String, List<Integer>> groupsByName;

  private GoRegexp(String text, Engine engine, Map<String, List<Integer>> groupsByName) {
    this.text = text;
    this.engine = engine;
    this.groupsByName = groupsByName;
  }

  /** Reads an expression, or says what is wrong with it as Go does. */
  public static GoRegexp compile(String text) {
    PatternScanner.Scanned scanned = PatternScanner.scan(text);
    try {
      return new GoRegexp(text, engine(text, scanned), scanned.groupsByName());
    } catch (PatternSyntaxException refused) {
      throw new GoSyntaxException(message(text, refused));
    }
  }

  private static Engine engine(String text, PatternScanner.Scanned scanned) {
    var re2 =
        new Engine.Re2(Pattern.compile(scanned.uniquelyNamed()), scanned.steps(), scanned.cases());
    return SimpleSyntax.parse(text)
        .flatMap(Program::of)
        .<Engine>map(program -> new Engine.Simple(program, re2))
        .orElse(re2);
  }

  /** RE2/J's words are Go's but for a few, and it may have seen another text. */
  private static String message(String text, PatternSyntaxException refused) {
    String problem =
        switch (refused.getDescription()) {
          case "regexp/syntax: internal error" -> "unexpected ): " + PatternScanner.quoted(text);
          case "missing closing )" -> "missing closing ): " + PatternScanner.quoted(text);
          default ->
              refused.getDescription()
                  + ": "
                  + PatternScanner.quoted(String.valueOf(refused.getPattern()));
        };
    return "error parsing regexp: " + problem;
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
    return engine.matches(input, effort);
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
    return engine.search(input, effort).map(slots -> new Match(this, input, slots));
  }

  /** For one who searches on after a match; it reads the input character by character. */
  public Matcher matcher(CharSequence input) {
    return engine.re2().matcher(input);
  }

  /** What a matcher of this expression has just found in the input. */
  public Match match(Matcher found, String input) {
    return new Match(this, input, Engine.Re2.slots(found));
  }

  /** How many groups there are beside the whole match. */
  int groups() {
    return engine.re2().pattern().groupCount();
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
