package dev.freshet.gocompat.function;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.format.Printer;
import dev.freshet.gocompat.value.GoEquality;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The functions that every Go template has; {@code and}, {@code or} and what {@code call} answers
 * belong to the evaluator.
 */
public final class Builtins {
  private Builtins() {}

  public static void define(FunctionTable table) {
    table.define("not", "any", call -> GoValue.of(!GoEquality.truth(call.value(0))));
    table.define("len", "any", call -> GoValue.of(length(call.value(0))));
    table.define("index", "any any...", call -> Indexing.index(call.value(0), call.from(1)));
    table.define("slice", "any any...", call -> Indexing.slice(call.value(0), call.from(1)));
    table.define("call", "any any...", call -> call.value(0));
    table.define("print", "any...", call -> GoValue.bytes(print(call.arguments(), call.budget())));
    table.define("println", "any...", Builtins::println);
    table.define("printf", "string any...", Builtins::printf);
    table.define("html", "any...", call -> escaped(call, Escaping::html));
    table.define("js", "any...", call -> escaped(call, Escaping::js));
    table.define("urlquery", "any...", call -> escaped(call, Escaping::urlQuery));
    Comparison.define(table);
  }

  private static int length(GoValue value) {
    return switch (value) {
      case GoValue.Text text -> text.bytes().length();
      case GoValue.Items items -> items.elements().size();
      case GoValue.Dict dict -> dict.entries().size();
      case GoValue.Nil _ ->
          throw new GoErrorException("reflect: call of reflect.Value.Type on zero Value");
      default -> throw new GoErrorException("len of type " + pointedTo(value.type()));
    };
  }

  private static String pointedTo(GoType type) {
    return type.kind().equals("ptr") ? type.toString().substring(1) : type.toString();
  }

  /** Go's {@code Sprint}, within the budget. */
  public static String print(List<GoValue> values, Budget budget) {
    Printer printer = new Printer(budget.maxText());
    printer.print(values);
    return printer.text();
  }

  private static GoValue println(Call call) {
    Printer printer = new Printer(call.budget().maxText());
    printer.println(call.arguments());
    return GoValue.bytes(printer.text());
  }

  private static GoValue printf(Call call) {
    return GoValue.bytes(printf(call.text(0), call.from(1), call.budget()));
  }

  /** Go's {@code Sprintf}, within the budget. */
  public static String printf(String format, List<GoValue> values, Budget budget) {
    Printer printer = new Printer(budget.maxText());
    printer.printf(format, values);
    return printer.text();
  }

  private static GoValue escaped(Call call, UnaryOperator<String> escape) {
    List<GoValue> printable =
        call.arguments().stream()
            .map(value -> value.type() == GoType.Basic.NIL ? GoValue.bytes("<no value>") : value)
            .toList();
    return GoValue.bytes(escape.apply(print(printable, call.budget())));
  }
}
