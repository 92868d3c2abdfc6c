package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.function.Budget;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.value.GoEquality;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Functions on lists; each exists under its name and as {@code must…}, which fails alike. */
final class Lists {
  private Lists() {}

  static void define(FunctionTable table) {
    table.define("list tuple", "any...", call -> GoValue.list(List.copyOf(call.arguments())));
    table.define("append push mustAppend mustPush", "any any", Lists::append);
    table.define("prepend mustPrepend", "any any", Lists::prepend);
    table.define("first mustFirst", "any", call -> end(call, "find first", List::getFirst));
    table.define("last mustLast", "any", call -> end(call, "find last", List::getLast));
    table.define("rest mustRest", "any", call -> part(call, "find rest", 1, 0));
    table.define("initial mustInitial", "any", call -> part(call, "find initial", 0, 1));
    table.define("reverse mustReverse", "any", Lists::reverse);
    table.define("compact mustCompact", "any", Lists::compact);
    table.define("uniq mustUniq", "any", Lists::unique);
    table.define("without mustWithout", "any any...", Lists::without);
    table.define("has mustHas", "any any", Lists::has);
    table.define("slice mustSlice", "any any...", Lists::slice);
    table.define("concat", "any...", Lists::concatenate);
    table.define("chunk mustChunk", "int any", Lists::chunk);
  }

  /** The elements of a list argument; {@code action} words the error for anything else. */
  private static List<GoValue> elements(Call call, int index, String action) {
    return elements(call.value(index), "Cannot " + action + " on type ");
  }

  private static List<GoValue> elements(GoValue value, String problem) {
    if (value instanceof GoValue.Items items) {
      return items.elements();
    }
    if (value == GoValue.Nil.NIL) {
      throw Reflection.nilDereference();
    }
    throw new GoErrorException(problem + value.type().kind());
  }

  private static GoValue append(Call call) {
    List<GoValue> elements = elements(call, 0, "push");
    call.budget().steps(elements.size());
    List<GoValue> longer = new ArrayList<>(elements);
    longer.add(call.value(1));
    return GoValue.list(longer);
  }

  private static GoValue prepend(Call call) {
    List<GoValue> elements = elements(call, 0, "prepend");
    call.budget().steps(elements.size());
    List<GoValue> longer = new ArrayList<>(List.of(call.value(1)));
    longer.addAll(elements);
    return GoValue.list(longer);
  }

  private static GoValue end(Call call, String action, Function<List<GoValue>, GoValue> end) {
    List<GoValue> elements = elements(call, 0, action);
    return elements.isEmpty() ? GoValue.Nil.NIL : end.apply(elements);
  }

  private static GoValue part(Call call, String action, int fromStart, int fromEnd) {
    List<GoValue> elements = elements(call, 0, action);
    return elements.isEmpty()
        ? GoValue.list(List.of())
        : GoValue.list(elements.subList(fromStart, elements.size() - fromEnd));
  }

  private static GoValue reverse(Call call) {
    List<GoValue> elements = elements(call, 0, "find reverse");
    call.budget().steps(elements.size());
    return GoValue.list(List.copyOf(elements.reversed()));
  }

  private static GoValue compact(Call call) {
    return GoValue.list(elements(call, 0, "compact").stream().filter(GoEquality::truth).toList());
  }

  private static GoValue unique(Call call) {
    List<GoValue> found = new ArrayList<>();
    for (GoValue element : elements(call, 0, "find uniq")) {
      if (!contains(found, element, call.budget())) {
        found.add(element);
      }
    }
    return GoValue.list(found);
  }

  private static GoValue without(Call call) {
    List<GoValue> omitted = call.from(1);
    return GoValue.list(
        elements(call, 0, "find without").stream()
            .filter(element -> !contains(omitted, element, call.budget()))
            .toList());
  }

  private static GoValue has(Call call) {
    return GoValue.of(
        call.value(1) != GoValue.Nil.NIL
            && contains(elements(call, 1, "find has"), call.value(0), call.budget()));
  }

  private static boolean contains(List<GoValue> elements, GoValue wanted, Budget budget) {
    for (GoValue element : elements) {
      if (GoEquality.deepEqual(wanted, element, budget::step)) {
        return true;
      }
    }
    return false;
  }

  private static GoValue slice(Call call) {
    List<GoValue> elements = elements(call.value(0), "list should be type of slice or array but ");
    if (elements.isEmpty()) {
      return GoValue.Nil.NIL;
    }
    List<GoValue> bounds = call.from(1);
    long start = bounds.isEmpty() ? 0 : Casts.integer(bounds.getFirst());
    long end = bounds.size() < 2 ? elements.size() : Casts.integer(bounds.get(1));
    if (start < 0 || end < start || end > elements.size()) {
      throw new GoErrorException("reflect.Value.Slice: slice index out of bounds");
    }
    return new GoValue.Items(call.value(0).type(), elements.subList((int) start, (int) end));
  }

  private static GoValue concatenate(Call call) {
    List<GoValue> all = new ArrayList<>();
    for (GoValue list : call.arguments()) {
      if (list != GoValue.Nil.NIL && !(list instanceof GoValue.Items)) {
        throw new GoErrorException("Cannot concat type " + list.type().kind() + " as list");
      }
      List<GoValue> elements = elements(list, "");
      call.budget().steps(elements.size());
      all.addAll(elements);
    }
    return GoValue.list(all);
  }

  private static GoValue chunk(Call call) {
    if (!(call.value(1) instanceof GoValue.Items) && call.value(1) != GoValue.Nil.NIL) {
      throw new GoErrorException("Cannot chunk type " + call.value(1).type().kind());
    }
    List<GoValue> elements = elements(call.value(1), "");
    long size = call.integer(0);
    if (size <= 0 && (size == 0 || Math.floorDiv(elements.size() - 1L, size) != -1)) {
      throw new GoErrorException("runtime error: makeslice: len out of range");
    }
    List<GoValue> chunks = new ArrayList<>();
    for (long start = 0; size > 0 && start < elements.size(); start += size) {
      int end = (int) Math.min(elements.size(), start + size);
      chunks.add(GoValue.list(elements.subList((int) start, end)));
    }
    return new GoValue.Items(new GoType.ListOf(GoType.ListOf.ANY), chunks);
  }
}
