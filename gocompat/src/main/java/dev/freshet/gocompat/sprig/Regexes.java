package dev.freshet.gocompat.sprig;

import com.google.re2j.Matcher;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.format.Output;
import dev.freshet.gocompat.format.Quoted;
import dev.freshet.gocompat.function.Budget;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.regexp.Expansion;
import dev.freshet.gocompat.regexp.GoRegexp;
import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** RE2 expressions: matching takes time linear in the text, and stops when the time is over. */
final class Regexes {
  private Regexes() {}

  static void define(FunctionTable table) {
    table.define("regexMatch", "string string", Regexes::quietMatch);
    table.define(
        "mustRegexMatch", "string string", c -> GoValue.of(matcher(c, compile(c.text(0))).find()));
    defineBoth(table, "RegexFind", "string string", Regexes::find);
    defineBoth(table, "RegexFindAll", "string string int", Regexes::findAll);
    defineBoth(table, "RegexSplit", "string string int", Regexes::split);
    defineBoth(
        table,
        "RegexReplaceAll",
        "string string string",
        (c, r) -> replaceAll(c, r, Replacement.EXPANDED));
    defineBoth(
        table,
        "RegexReplaceAllLiteral",
        "string string string",
        (c, r) -> replaceAll(c, r, Replacement.LITERAL));
    Strings.text(table, "regexQuoteMeta", "string", call -> quoteMeta(call.text(0)));
  }

  private interface Body {
    GoValue apply(Call call, GoRegexp regexp);
  }

  /** The two forms differ in how they word a pattern that does not compile. */
  private static void defineBoth(FunctionTable table, String name, String parameters, Body body) {
    table.define("must" + name, parameters, call -> body.apply(call, compile(call.text(0))));
    table.define(
        "r" + name.substring(1),
        parameters,
        call -> body.apply(call, compileOrPanic(call.text(0))));
  }

  private static GoRegexp compileOrPanic(String bytes) {
    try {
      return compile(bytes);
    } catch (GoErrorException refused) {
      throw new GoErrorException(
          "regexp: Compile(" + Quoted.backquote(bytes) + "): " + refused.getMessage());
    }
  }

  private static GoRegexp compile(String bytes) {
    try {
      return GoRegexp.compile(Utf8.decode(bytes));
    } catch (GoSyntaxException refused) {
      throw new GoErrorException(Utf8.encode(String.valueOf(refused.getMessage())));
    }
  }

  /** A text that gives its characters only while there is time. */
  private record Timed(String text, Budget budget) implements CharSequence {
    private static final int CHARACTERS_BETWEEN_CLOCK_READINGS = 256;

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (index % CHARACTERS_BETWEEN_CLOCK_READINGS == 0) {
        budget.requireTime();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static Matcher matcher(Call call, GoRegexp regexp) {
    return regexp.matcher(new Timed(Utf8.decode(call.text(1)), call.budget()));
  }

  private static GoValue quietMatch(Call call) {
    try {
      return GoValue.of(matcher(call, compile(call.text(0))).find());
    } catch (GoErrorException refused) {
      call.budget().requireTime();
      return GoValue.of(false);
    }
  }

  private static GoValue find(Call call, GoRegexp regexp) {
    Matcher matcher = matcher(call, regexp);
    return GoValue.text(matcher.find() ? matcher.group() : "");
  }

  private static GoValue findAll(Call call, GoRegexp regexp) {
    Matcher matcher = matcher(call, regexp);
    return GoValue.strings(
        matches(matcher, Utf8.decode(call.text(1)), call.integer(2), call.budget(), Matcher::group)
            .stream()
            .map(Utf8::encode)
            .toList());
  }

  /** What is taken of each match; an empty one right after another match does not count. */
  private static <T> List<T> matches(
      Matcher matcher, String text, long limit, Budget budget, Function<Matcher, T> taken) {
    List<T> matches = new ArrayList<>();
    int at = 0;
    int previousEnd = -1;
    while (at <= text.length() && (limit < 0 || matches.size() < limit) && matcher.find(at)) {
      budget.step();
      int end = matcher.end();
      if (end > matcher.start() || matcher.start() != previousEnd) {
        matches.add(taken.apply(matcher));
      }
      previousEnd = end;
      at = end > matcher.start() ? end : afterCharacter(text, end);
    }
    return matches;
  }

  private static int afterCharacter(String text, int at) {
    return at < text.length() ? text.offsetByCodePoints(at, 1) : at + 1;
  }

  private record Span(int start, int end) {}

  private static GoValue split(Call call, GoRegexp regexp) {
    String text = Utf8.decode(call.text(1));
    long limit = call.integer(2);
    if (limit == 0) {
      return GoValue.strings(List.of());
    }
    if (text.isEmpty() && !call.text(0).isEmpty()) {
      return GoValue.strings(List.of(""));
    }
    List<Span> spans =
        matches(
            matcher(call, regexp),
            text,
            limit,
            call.budget(),
            found -> new Span(found.start(), found.end()));
    List<String> parts = new ArrayList<>();
    int at = 0;
    int end = 0;
    for (Span span : spans) {
      if (limit > 0 && parts.size() == limit - 1) {
        break;
      }
      end = span.start();
      if (span.end() != 0) {
        parts.add(Utf8.encode(text.substring(at, end)));
      }
      at = span.end();
    }
    if (end != text.length()) {
      parts.add(Utf8.encode(text.substring(at)));
    }
    return GoValue.strings(parts);
  }

  private enum Replacement {
    LITERAL,
    EXPANDED
  }

  private static GoValue replaceAll(Call call, GoRegexp regexp, Replacement kind) {
    String text = Utf8.decode(call.text(1));
    String replacement = Utf8.decode(call.text(2));
    Expansion expansion = Expansion.parse(replacement, regexp);
    Output out = new Output(call.budget().maxText());
    int[] at = {0};
    ToIntFunction<Matcher> replace =
        found -> {
          out.append(text.substring(at[0], found.start()));
          switch (kind) {
            case LITERAL -> out.append(replacement);
            case EXPANDED -> expansion.expand(regexp.match(found, text), out::append);
          }
          at[0] = found.end();
          return 0;
        };
    List<Integer> replaced =
        matches(matcher(call, regexp), text, -1, call.budget(), replace::applyAsInt);
    if (!replaced.isEmpty()) {
      out.append(text.substring(at[0]));
    }
    return replaced.isEmpty() ? call.value(1) : GoValue.text(out.toString());
  }

  private static String quoteMeta(String bytes) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < bytes.length(); i++) {
      if ("\\.+*?()|[]{}^$".indexOf(bytes.charAt(i)) >= 0) {
        quoted.append('\\');
      }
      quoted.append(bytes.charAt(i));
    }
    return quoted.toString();
  }
}
