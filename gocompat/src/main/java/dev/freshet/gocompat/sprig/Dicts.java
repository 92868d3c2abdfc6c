package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.function.Budget;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.value.GoEquality;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Functions on maps. Keys come in their order where sprig's order is random. */
final class Dicts {
  private Dicts() {}

  static void define(FunctionTable table) {
    table.define("dict", "any...", Dicts::dict);
    table.define("get", "dict string", Dicts::get);
    table.define("set", "dict string any", Dicts::set);
    table.define("unset", "dict string", Dicts::unset);
    table.define(
        "hasKey", "dict string", c -> GoValue.of(c.dict(0).entries().containsKey(c.value(1))));
    table.define("keys", "dict...", Dicts::keys);
    table.define("values", "dict", c -> GoValue.list(List.copyOf(c.dict(0).entries().values())));
    table.define("pluck", "string dict...", Dicts::pluck);
    table.define("pick", "dict string...", Dicts::pick);
    table.define("omit", "dict string...", Dicts::omit);
    table.define("dig", "any...", Dicts::dig);
    table.define("merge mustMerge", "dict dict...", call -> merge(call, Clash.KEPT));
    table.define(
        "mergeOverwrite mustMergeOverwrite",
        "dict dict...",
        call -> merge(call, Clash.OVERWRITTEN));
    table.define("deepCopy mustDeepCopy", "any", Dicts::deepCopy);
  }

  private static GoValue dict(Call call) {
    GoValue.Dict dict = GoValue.dict();
    List<GoValue> arguments = call.arguments();
    for (int i = 0; i < arguments.size(); i += 2) {
      String key = Casts.text(arguments.get(i), call.budget());
      dict.entries()
          .put(
              GoValue.bytes(key),
              i + 1 < arguments.size() ? arguments.get(i + 1) : GoValue.bytes(""));
    }
    return dict;
  }

  private static GoValue get(Call call) {
    return call.dict(0).entries().getOrDefault(call.value(1), GoValue.bytes(""));
  }

  private static GoValue set(Call call) {
    if (call.value(0) == GoValue.Nil.NIL) {
      throw new GoErrorException("assignment to entry in nil map");
    }
    call.dict(0).entries().put(call.value(1), call.value(2));
    return call.value(0);
  }

  private static GoValue unset(Call call) {
    GoValue.Dict dict = call.dict(0);
    dict.entries().remove(call.value(1));
    return dict;
  }

  private static GoValue keys(Call call) {
    List<GoValue> keys =
        call.dictsFrom(0).stream().flatMap(dict -> dict.entries().keySet().stream()).toList();
    return new GoValue.Items(GoType.ListOf.STRING, keys);
  }

  private static GoValue pluck(Call call) {
    return GoValue.list(
        call.dictsFrom(1).stream()
            .filter(dict -> dict.entries().containsKey(call.value(0)))
            .map(dict -> dict.entries().getOrDefault(call.value(0), GoValue.Nil.NIL))
            .toList());
  }

  private static GoValue pick(Call call) {
    GoValue.Dict picked = GoValue.dict();
    for (GoValue key : call.from(1)) {
      GoValue value = call.dict(0).entries().get(key);
      if (value != null) {
        picked.entries().put(key, value);
      }
    }
    return picked;
  }

  private static GoValue omit(Call call) {
    GoValue.Dict rest = GoValue.dict();
    call.budget().steps(call.dict(0).entries().size());
    Set<GoValue> omitted = Set.copyOf(call.from(1));
    call.dict(0)
        .entries()
        .forEach((key, value) -> {
          if (!omitted.contains(key)) {
            rest.entries().put(key, value);
          }
        });
    return rest;
  }

  private static GoValue dig(Call call) {
    List<GoValue> arguments = call.arguments();
    if (arguments.size() < 3) {
      throw new GoErrorException("dig needs at least three arguments");
    }
    GoValue current = requireDict(arguments.getLast());
    List<GoValue> keys = arguments.subList(0, arguments.size() - 2);
    for (GoValue key : keys) {
      if (!(key instanceof GoValue.Text)) {
        throw wrongType(key, "string");
      }
    }
    for (GoValue key : keys) {
      GoValue next = requireDict(current).entries().get(key);
      if (next == null) {
        return arguments.get(arguments.size() - 2);
      }
      current = next;
    }
    return current;
  }

  private static GoValue.Dict requireDict(GoValue value) {
    if (value instanceof GoValue.Dict dict && dict.type().equals(GoType.MapOf.STRING_TO_ANY)) {
      return dict;
    }
    throw wrongType(value, "map[string]interface {}");
  }

  private static GoErrorException wrongType(GoValue value, String wanted) {
    String found = value == GoValue.Nil.NIL ? "nil" : value.type().toString();
    return new GoErrorException(
        "interface conversion: interface {} is %s, not %s".formatted(found, wanted));
  }

  /** What becomes of a value that is there already. */
  private enum Clash {
    KEPT,
    OVERWRITTEN
  }

  private static GoValue merge(Call call, Clash clash) {
    GoValue.Dict target = call.dict(0);
    for (GoValue.Dict source : call.dictsFrom(1)) {
      merge(target, source, clash, 0, call.budget());
    }
    return target;
  }

  private static void merge(
      GoValue.Dict target, GoValue.Dict source, Clash clash, int depth, Budget budget) {
    GoEquality.requireNesting(depth);
    for (Map.Entry<GoValue, GoValue> entry : List.copyOf(source.entries().entrySet())) {
      budget.step();
      GoValue old = target.entries().getOrDefault(entry.getKey(), GoValue.Nil.NIL);
      GoValue value = entry.getValue();
      if (value == GoValue.Nil.NIL && clash == Clash.KEPT) {
        continue;
      }
      if (old instanceof GoValue.Dict inner
          && value instanceof GoValue.Dict other
          && !inner.entries().isEmpty()) {
        merge(inner, other, clash, depth + 1, budget);
      } else if (clash == Clash.OVERWRITTEN || !GoEquality.truth(old)) {
        target.entries().put(entry.getKey(), value);
      }
    }
  }

  private static GoValue deepCopy(Call call) {
    if (call.value(0) == GoValue.Nil.NIL) {
      throw new GoErrorException("reflect: call of reflect.Value.Type on zero Value");
    }
    return copy(call.value(0), 0, call.budget());
  }

  private static GoValue copy(GoValue value, int depth, Budget budget) {
    GoEquality.requireNesting(depth);
    budget.step();
    return switch (value) {
      case GoValue.Items items ->
          new GoValue.Items(
              items.type(),
              items.elements().stream().map(item -> copy(item, depth + 1, budget)).toList());
      case GoValue.Dict dict -> {
        GoValue.Dict copied = new GoValue.Dict(dict.type());
        dict.entries()
            .forEach((key, item) -> copied.entries().put(key, copy(item, depth + 1, budget)));
        yield copied;
      }
      case GoValue.Opaque opaque -> GoVersion.copy(opaque);
      default -> value;
    };
  }
}
