package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.format.Output;
import dev.freshet.gocompat.format.Quoted;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.regexp.Effort;
import dev.freshet.gocompat.regexp.Expansion;
import dev.freshet.gocompat.regexp.GoRegexp;
import dev.freshet.gocompat.regexp.Match;
import dev.freshet.gocompat.value.GoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** RE2 expressions: matching takes time linear in the text, and stops when the time is over. */
final class Regexes {
  private Regexes() {}

  static void define(FunctionTable table) {
    table.define("regexMatch", "string string", Regexes::quietMatch);
    table.define(
        "mustRegexMatch",
        "string string",
        call -> GoValue.of(first(call, compile(call.text(0))).isPresent()));
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
      return GoRegexp.compileBytes(bytes);
    } catch (GoSyntaxException refused) {
      throw new GoErrorException(String.valueOf(refused.getMessage()));
    }
  }

  /** What one call may spend: as long as there is time. */
  private static Effort effort(Call call) {
    return new Effort(Long.MAX_VALUE, call.budget()::requireTime);
  }

  private static Optional<Match> first(Call call, GoRegexp regexp) {
    return regexp.findBytes(call.text(1), 0, effort(call));
  }

  private static GoValue quietMatch(Call call) {
    try {
      return GoValue.of(first(call, compile(call.text(0))).isPresent());
    } catch (GoErrorException refused) {
      call.budget().requireTime();
      return GoValue.of(false);
    }
  }

  private static GoValue find(Call call, GoRegexp regexp) {
    return GoValue.bytes(first(call, regexp).map(match -> match.groupBytes(0)).orElse(""));
  }

  private static GoValue findAll(Call call, GoRegexp regexp) {
    List<String> found = new ArrayList<>();
    matches(call, regexp, call.integer(2), match -> found.add(match.groupBytes(0)));
    return GoValue.strings(found);
  }

  private static void matches(Call call, GoRegexp regexp, long most, Consumer<Match> found) {
    Consumer<Match> counted =
        match -> {
          call.budget().step();
          found.accept(match);
        };
    regexp.findAllBytes(call.text(1), most, effort(call), counted);
  }

  private record Span(int start, int end) {}

  private static GoValue split(Call call, GoRegexp regexp) {
    String text = call.text(1);
    long limit = call.integer(2);
    if (limit == 0) {
      return GoValue.strings(List.of());
    }
    if (text.isEmpty() && !call.text(0).isEmpty()) {
      return GoValue.strings(List.of(""));
    }
    List<Span> spans = new ArrayList<>();
    matches(call, regexp, limit, match -> spans.add(new Span(match.start(), match.end())));
    List<String> parts = new ArrayList<>();
    int at = 0;
    int end = 0;
    for (Span span : spans) {
      if (limit > 0 && parts.size() == limit - 1) {
        break;
      }
      end = span.start;
      if (span.end != 0) {
        parts.add(text.substring(at, end));
      }
      at = span.end;
    }
    if (end != text.length()) {
      parts.add(text.substring(at));
    }
    return GoValue.strings(parts);
  }

  private enum Replacement {
    LITERAL,
    EXPANDED
  }

  private static GoValue replaceAll(Call call, GoRegexp regexp, Replacement kind) {
    String text = call.text(1);
    String replacement = call.text(2);
    Expansion expansion = Expansion.parseBytes(replacement, regexp);
    Output out = new Output(call.budget().maxText());
    int[] at = {0};
    matches(
        call,
        regexp,
        -1,
        match -> {
          out.append(text.substring(at[0], match.start()));
          switch (kind) {
            case LITERAL -> out.append(replacement);
            case EXPANDED -> expansion.expand(match, out::append);
          }
          at[0] = match.end();
        });
    out.append(text.substring(at[0]));
    return GoValue.bytes(out.toString());
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
