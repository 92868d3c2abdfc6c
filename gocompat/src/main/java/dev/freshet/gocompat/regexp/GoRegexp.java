package dev.freshet.gocompat.regexp;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.freshet.gocompat.GoSyntaxException;
import java.util.Map;
import java.util.Optional;

/** A Go regular expression; a search finds the leftmost match anywhere in the text. */
public final class GoRegexp {
  private final String text;
  private final Pattern pattern;

  private GoRegexp(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /** Reads an expression, or says what is wrong with it as Go does. */
  public static GoRegexp compile(String text) {
    try {
      return new GoRegexp(text, Pattern.compile(text));
    } catch (PatternSyntaxException refused) {
      throw new GoSyntaxException(refused.getMessage());
    }
  }

  /** Whether the expression matches anywhere in the input. */
  public boolean matches(String input) {
    return pattern.matcher(input).find();
  }

  /** The leftmost match, or empty. */
  public Optional<Match> find(String input) {
    Matcher matcher = pattern.matcher(input);
    return matcher.find() ? Optional.of(new Match(this, matcher)) : Optional.empty();
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
