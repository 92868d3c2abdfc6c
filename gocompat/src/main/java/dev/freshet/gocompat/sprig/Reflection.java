package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.value.GoEquality;
import dev.freshet.gocompat.value.GoValue;

/** Functions that ask about the type of a value, and the ones that choose between values. */
final class Reflection {
  private Reflection() {}

  static void define(FunctionTable table) {
    Strings.text(table, "typeOf", "any", call -> call.value(0).type().toString());
    Strings.text(table, "kindOf", "any", call -> call.value(0).type().kind());
    table.define("typeIs", "string any", c -> GoValue.of(c.text(0).equals(typeOf(c.value(1)))));
    table.define(
        "typeIsLike", "string any", c -> GoValue.of(isLike(c.text(0), typeOf(c.value(1)))));
    table.define(
        "kindIs", "string any", c -> GoValue.of(c.text(0).equals(c.value(1).type().kind())));
    table.define(
        "deepEqual",
        "any any",
        c -> GoValue.of(GoEquality.deepEqual(c.value(0), c.value(1), c.budget()::step)));
    table.define("empty", "any", c -> GoValue.of(!GoEquality.truth(c.value(0))));
    table.define(
        "default",
        "any any...",
        c -> c.from(1).stream().limit(1).filter(GoEquality::truth).findFirst().orElse(c.value(0)));
    table.define(
        "coalesce",
        "any...",
        c -> c.from(0).stream().filter(GoEquality::truth).findFirst().orElse(GoValue.Nil.NIL));
    table.define(
        "all", "any...", c -> GoValue.of(c.arguments().stream().allMatch(GoEquality::truth)));
    table.define(
        "any", "any...", c -> GoValue.of(c.arguments().stream().anyMatch(GoEquality::truth)));
    table.define("ternary", "any any bool", c -> c.bool(2) ? c.value(0) : c.value(1));
    table.define(
        "fail",
        "string",
        c -> {
          throw new GoErrorException(c.text(0));
        });
  }

  private static String typeOf(GoValue value) {
    return value.type().toString();
  }

  private static boolean isLike(String wanted, String type) {
    return wanted.equals(type) || type.equals("*" + wanted);
  }

  static GoErrorException nilDereference() {
    return new GoErrorException("runtime error: invalid memory address or nil pointer dereference");
  }
}
