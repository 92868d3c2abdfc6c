package dev.freshet.gocompat.regexp;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
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
  private final Pattern pattern;
  private final Optional<Program> program;
  private final Map<String, List<Integer>> groupsByName;

  private GoRegexp(
      String text,
      Pattern pattern,
      Optional<Program> program,
      Map<String, List<Integer>> groupsByName) {
    this.text = text;
    this.pattern = pattern;
    this.program = program;
    this.groupsByName = groupsByName;
  }

  /** Reads an expression, or says what is wrong with it as Go does. */
  public static GoRegexp compile(String text) {
    PatternScanner.Scanned scanned = PatternScanner.scan(text);
    try {
      Pattern pattern = Pattern.compile(scanned.uniquelyNamed());
      Optional<Program> program = SimpleSyntax.parse(text).flatMap(Program::of);
      return new GoRegexp(text, pattern, program, scanned.groupsByName());
    } catch (PatternSyntaxException refused) {
      throw new GoSyntaxException(message(text, refused));
    }
  }

  /** RE2/J's words are Go's but for a few, and it may have seen another text. */
  private static String message(String text, PatternSyntaxException refused) {
    String problem =
        switch (refused.getDescription()) {
          case "regexp/syntax: internal error" -> "unexpected ): `" + text + "`";
          case "missing closing )" -> "missing closing ): `" + text + "`";
          default -> refused.getDescription() + ": `" + refused.getPattern() + "`";
        };
    return "error parsing regexp: " + problem;
  }

  /** Whether the expression matches anywhere in the input. */
  public boolean matches(String input) {
    return isSimple(input)
        ? new Search(program.orElseThrow(), input).find()
        : pattern.matcher(input).find();
  }

  /** The leftmost match, or empty. */
  public Optional<Match> find(String input) {
    if (isSimple(input)) {
      var search = new Search(program.orElseThrow(), input);
      return search.find() ? Optional.of(new Match(this, input, search.slots())) : Optional.empty();
    }
    Matcher matcher = pattern.matcher(input);
    return matcher.find() ? Optional.of(new Match(this, input, slots(matcher))) : Optional.empty();
  }

  private boolean isSimple(String input) {
    return program.isPresent() && Search.canRead(input);
  }

  private static int[] slots(Matcher matcher) {
    var slots = new int[2 * (matcher.groupCount() + 1)];
    for (int group = 0; group <= matcher.groupCount(); group++) {
      slots[2 * group] = matcher.start(group);
      slots[2 * group + 1] = matcher.end(group);
    }
    return slots;
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
