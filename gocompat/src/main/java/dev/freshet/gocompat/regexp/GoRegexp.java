package dev.freshet.gocompat.regexp;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.freshet.gocompat.GoSyntaxException;
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

  private GoRegexp(String text, Pattern pattern, Optional<Program> program) {
    this.text = text;
    this.pattern = pattern;
    this.program = program;
  }

  /** Reads an expression, or says what is wrong with it as Go does. */
  public static GoRegexp compile(String text) {
    try {
      Pattern pattern = Pattern.compile(text);
      return new GoRegexp(text, pattern, SimpleSyntax.parse(text).flatMap(Program::of));
    } catch (PatternSyntaxException refused) {
      throw new GoSyntaxException(refused.getMessage());
    }
  }

  /** Whether the expression matches anywhere in the input. */
  public boolean matches(String input) {
    return program.isPresent() && Search.canRead(input)
        ? new Search(program.get(), input).find()
        : pattern.matcher(input).find();
  }

  /** The leftmost match, or empty. */
  public Optional<Match> find(String input) {
    if (program.isPresent() && Search.canRead(input)) {
      var search = new Search(program.get(), input);
      return search.find() ? Optional.of(new Match(this, input, search.slots())) : Optional.empty();
    }
    Matcher matcher = pattern.matcher(input);
    return matcher.find() ? Optional.of(new Match(this, input, slots(matcher))) : Optional.empty();
  }

  private static int[] slots(Matcher matcher) {
    var slots = new int[2 * (matcher.groupCount() + 1)];
    for (int group = 0; group <= matcher.groupCount(); group++) {
      slots[2 * group] = matcher.start(group);
      slots[2 * group + 1] = matcher.end(group);
    }
    return slots;
  }

  Map<String, Integer> groupsByName() {
    return pattern.namedGroups();
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
