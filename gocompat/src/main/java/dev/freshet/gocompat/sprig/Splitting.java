package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.format.Output;
import dev.freshet.gocompat.function.Budget;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.Utf8;
import java.util.ArrayList;
import java.util.List;

/** Functions between strings and lists of strings. */
final class Splitting {
  private Splitting() {}

  static void define(FunctionTable table) {
    table.define(
        "splitList",
        "string string",
        c -> GoValue.strings(split(c.text(1), c.text(0), -1, c.budget())));
    table.define(
        "split", "string string", c -> numbered(split(c.text(1), c.text(0), -1, c.budget())));
    table.define(
        "splitn",
        "string int string",
        c -> numbered(split(c.text(2), c.text(0), c.integer(1), c.budget())));
    table.define("toStrings", "any", c -> GoValue.strings(Casts.texts(c.value(0), c.budget())));
    Strings.text(table, "join", "string any", Splitting::join);
    table.define("sortAlpha", "any", Splitting::sort);
  }

  /** At most so many parts, all of them for a negative count; no separator: the code points. */
  private static List<String> split(String text, String separator, long count, Budget budget) {
    List<String> parts = new ArrayList<>();
    if (count == 0) {
      return parts;
    }
    Strings.searching(text, separator, budget);
    int at = 0;
    while (count < 0 || parts.size() < count - 1) {
      budget.step();
      int end = separator.isEmpty() ? nextPoint(text, at) : text.indexOf(separator, at);
      if (end < 0) {
        break;
      }
      parts.add(text.substring(at, end));
      at = end + separator.length();
    }
    if (!separator.isEmpty() || at < text.length()) {
      parts.add(text.substring(at));
    }
    return parts;
  }

  private static int nextPoint(String text, int at) {
    return at < text.length() ? at + Utf8.width(text, at) : -1;
  }

  private static GoValue numbered(List<String> parts) {
    GoValue.Dict dict = new GoValue.Dict(GoType.MapOf.STRING_TO_STRING);
    for (int i = 0; i < parts.size(); i++) {
      dict.entries().put(GoValue.bytes("_" + i), GoValue.bytes(parts.get(i)));
    }
    return dict;
  }

  private static String join(Call call) {
    Output out = new Output(call.budget().maxText());
    String separator = "";
    for (String part : Casts.texts(call.value(1), call.budget())) {
      out.append(separator);
      separator = call.text(0);
      out.append(part);
    }
    return out.toString();
  }

  private static GoValue sort(Call call) {
    List<String> texts =
        call.value(0) == GoValue.Nil.NIL
            ? List.of("<nil>")
            : Casts.texts(call.value(0), call.budget());
    return GoValue.strings(texts.stream().sorted().toList());
  }
}
