package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.format.Output;
import dev.freshet.gocompat.format.Quoted;
import dev.freshet.gocompat.function.Budget;
import dev.freshet.gocompat.function.Builtins;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.Utf8;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Functions that cut, search, pad and quote strings. */
final class Strings {
  private static final int COMPARISONS_PER_STEP = 8192;

  private Strings() {}

  static void define(FunctionTable table) {
    table.define("hello", "", _ -> GoValue.bytes("Hello!"));
    text(table, "trim", "string", call -> Unicode.trim(call.text(0), Unicode::space));
    text(table, "trimAll trimall", "string string", Strings::trimAll);
    text(table, "trimPrefix", "string string", Strings::trimPrefix);
    text(table, "trimSuffix", "string string", Strings::trimSuffix);
    text(table, "trunc", "int string", Strings::truncate);
    text(table, "substr", "int int string", Strings::substring);
    text(table, "repeat", "int string", Strings::repeat);
    text(table, "replace", "string string string", Strings::replace);
    text(table, "indent", "int string", Strings::indent);
    text(table, "nindent", "int string", call -> "\n" + indent(call));
    text(table, "plural", "string string int", call -> call.text(call.integer(2) == 1 ? 0 : 1));
    text(table, "cat", "any...", Strings::concatenate);
    text(table, "quote", "any...", call -> quoted(call, Quoted::quote));
    table.define("squote", "any...", Strings::singleQuoted);
    text(table, "toString", "any", call -> Casts.text(call.value(0), call.budget()));
    table.define("contains", "string string", Strings::contains);
    table.define("hasPrefix", "string string", c -> GoValue.of(c.text(1).startsWith(c.text(0))));
    table.define("hasSuffix", "string string", c -> GoValue.of(c.text(1).endsWith(c.text(0))));
    text(table, "shuffle", "string", Strings::shuffle);
  }

  /** Enters a function whose result is a string in byte form. */
  static void text(
      FunctionTable table, String names, String parameters, Function<Call, String> body) {
    table.define(names, parameters, call -> GoValue.bytes(body.apply(call)));
  }

  private static GoValue contains(Call call) {
    searching(call.text(1), call.text(0), call.budget());
    return GoValue.of(call.text(1).contains(call.text(0)));
  }

  /** Counts a search as what it can cost: each place in the text times the length sought. */
  static void searching(String text, String sought, Budget budget) {
    budget.steps((long) text.length() * sought.length() / COMPARISONS_PER_STEP);
  }

  private static String trimAll(Call call) {
    BitSet cut = new BitSet();
    Utf8.codePoints(call.text(0)).forEach(cut::set);
    return Unicode.trim(call.text(1), cut::get);
  }

  private static String trimPrefix(Call call) {
    String text = call.text(1);
    return text.startsWith(call.text(0)) ? text.substring(call.text(0).length()) : text;
  }

  private static String trimSuffix(Call call) {
    String text = call.text(1);
    return text.endsWith(call.text(0))
        ? text.substring(0, text.length() - call.text(0).length())
        : text;
  }

  private static String truncate(Call call) {
    long count = call.integer(0);
    String text = call.text(1);
    if (count < 0 && text.length() + count > 0) {
      return text.substring((int) (text.length() + count));
    }
    return count >= 0 && text.length() > count ? text.substring(0, (int) count) : text;
  }

  private static String substring(Call call) {
    long start = call.integer(0);
    long end = call.integer(1);
    String text = call.text(2);
    if (start < 0) {
      return slice(text, 0, end);
    }
    return slice(text, start, end < 0 || end > text.length() ? text.length() : end);
  }

  /** Go's {@code text[start:end]}, with its panics. */
  private static String slice(String text, long start, long end) {
    if (end < 0) {
      throw new GoErrorException("runtime error: slice bounds out of range [:" + end + "]");
    }
    if (end > text.length()) {
      throw new GoErrorException(
          "runtime error: slice bounds out of range [:%d] with length %d"
              .formatted(end, text.length()));
    }
    if (start > end) {
      throw new GoErrorException(
          "runtime error: slice bounds out of range [%d:%d]".formatted(start, end));
    }
    return text.substring((int) start, (int) end);
  }

  private static String repeat(Call call) {
    return repeat(call.text(1), call.integer(0), call.budget());
  }

  static String repeat(String text, long count, Budget budget) {
    if (count < 0) {
      throw new GoErrorException("strings: negative Repeat count");
    }
    if (text.isEmpty()) {
      return "";
    }
    budget.text(count > Integer.MAX_VALUE ? Integer.MAX_VALUE : count * text.length());
    return text.repeat((int) count);
  }

  private static String replace(Call call) {
    return replace(call.text(2), call.text(0), call.text(1), call.budget());
  }

  static String replace(String text, String old, String replacement, Budget budget) {
    searching(text, old, budget);
    Output out = new Output(budget.maxText());
    int at = 0;
    if (old.isEmpty()) {
      for (; at < text.length(); at += Utf8.width(text, at)) {
        out.append(replacement);
        out.append(text.substring(at, at + Utf8.width(text, at)));
      }
      out.append(replacement);
      return out.toString();
    }
    for (int found = text.indexOf(old); found >= 0; found = text.indexOf(old, at)) {
      out.append(text.substring(at, found));
      out.append(replacement);
      at = found + old.length();
    }
    out.append(text.substring(at));
    return out.toString();
  }

  private static String indent(Call call) {
    String pad = repeat(" ", call.integer(0), call.budget());
    return pad + replace(call.text(1), "\n", "\n" + pad, call.budget());
  }

  private static String concatenate(Call call) {
    List<GoValue> values =
        call.arguments().stream().filter(value -> value != GoValue.Nil.NIL).toList();
    String format = values.stream().map(_ -> "%v").collect(Collectors.joining(" "));
    return Builtins.printf(format, values, call.budget());
  }

  private static String quoted(Call call, Function<String, String> quote) {
    Output out = new Output(call.budget().maxText());
    for (GoValue value : call.arguments()) {
      if (value != GoValue.Nil.NIL) {
        out.append(out.length() == 0 ? "" : " ");
        out.append(quote.apply(Casts.text(value, call.budget())));
      }
    }
    return out.toString();
  }

  private static GoValue singleQuoted(Call call) {
    return GoValue.bytes(quoted(call, text -> "'" + text + "'"));
  }

  private static String shuffle(Call call) {
    int[] points = Utf8.codePoints(call.text(0)).toArray();
    for (int i = points.length - 1; i > 0; i--) {
      int other = call.environment().random().nextInt(i + 1);
      int point = points[i];
      points[i] = points[other];
      points[other] = point;
    }
    StringBuilder text = new StringBuilder();
    for (int point : points) {
      text.append(Utf8.of(point));
    }
    return text.toString();
  }
}
