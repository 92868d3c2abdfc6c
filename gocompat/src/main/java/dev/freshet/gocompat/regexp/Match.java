package dev.freshet.gocompat.regexp;

import com.google.re2j.Matcher;
import org.jspecify.annotations.Nullable;

/** The leftmost match of an expression in a text. */
public final class Match {
  private final GoRegexp regexp;
  private final Matcher matcher;

  Match(GoRegexp regexp, Matcher matcher) {
    this.regexp = regexp;
    this.matcher = matcher;
  }

  /** The text of a group, 0 being the whole match; empty when it is unknown or took no part. */
  public String group(int number) {
    if (number > matcher.groupCount()) {
      return "";
    }
    @Nullable String text = matcher.group(number);
    return text == null ? "" : text;
  }

  /** The template with the groups of this match in it. */
  public String expand(String template) {
    return Expansion.parse(template, regexp).expand(this);
  }
}
