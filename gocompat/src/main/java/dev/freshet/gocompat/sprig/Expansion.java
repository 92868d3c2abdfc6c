package dev.freshet.gocompat.sprig;

import com.google.re2j.Matcher;
import dev.freshet.gocompat.format.Output;

/** Go's replacement templates: {@code $1}, {@code ${name}} and {@code $$}. */
final class Expansion {
  private Expansion() {}

  static String of(String template, Matcher match, int limit) {
    Output out = new Output(limit);
    int at = 0;
    for (int dollar = template.indexOf('$'); dollar >= 0; dollar = template.indexOf('$', at)) {
      out.append(template.substring(at, dollar));
      at = dollar + 1;
      if (template.startsWith("$", at)) {
        out.append('$');
        at++;
        continue;
      }
      boolean braces = template.startsWith("{", at);
      int start = braces ? at + 1 : at;
      int end = start;
      while (end < template.length() && word(template.charAt(end))) {
        end++;
      }
      boolean closed = !braces || template.startsWith("}", end);
      if (end == start || !closed) {
        out.append('$');
        continue;
      }
      out.append(group(template.substring(start, end), match));
      at = braces ? end + 1 : end;
    }
    out.append(template.substring(at));
    return out.toString();
  }

  private static boolean word(char unit) {
    return unit == '_' || Character.isLetterOrDigit(unit);
  }

  /** What the group matched; nothing for one that is not there or took no part. */
  private static String group(String name, Matcher match) {
    if (name.chars().allMatch(unit -> unit >= '0' && unit <= '9')) {
      boolean known =
          name.length() < 9
              && !(name.length() > 1 && name.startsWith("0"))
              && Integer.parseInt(name) <= match.groupCount();
      return known ? text(match.group(Integer.parseInt(name))) : "";
    }
    Integer number = match.pattern().namedGroups().get(name);
    return number == null ? "" : text(match.group(number));
  }

  private static String text(@org.jspecify.annotations.Nullable String group) {
    return group == null ? "" : group;
  }
}
