package dev.freshet.gocompat.function;

import dev.freshet.gocompat.value.GoType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions by name, in the making: a family of functions enters its own. */
public final class FunctionTable {
  private static final Map<String, GoType> TYPES =
      Map.of(
          "any", GoType.Basic.ANY,
          "bool", GoType.Basic.BOOL,
          "int", GoType.Basic.INT,
          "uint32", GoType.Basic.UINT32,
          "float64", GoType.Basic.FLOAT64,
          "string", GoType.Basic.STRING,
          "list", GoType.ListOf.ANY,
          "dict", GoType.MapOf.STRING_TO_ANY);

  private final Map<String, Function> functions = new HashMap<>();

  /**
   * Enters a function under one or more names, separated by spaces. The parameters are type names
   * separated by spaces; three dots after the last one stand for any number of them.
   */
  public void define(String names, String parameters, Function.Body body) {
    define(names, signature(parameters), body);
  }

  public void define(String names, GoType.Signature signature, Function.Body body) {
    for (String name : names.split(" ", -1)) {
      functions.put(name, new Function(name, signature, body));
    }
  }

  public Optional<Function> find(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  private static GoType.Signature signature(String parameters) {
    List<GoType> fixed = new ArrayList<>();
    Optional<GoType> rest = Optional.empty();
    for (String parameter : parameters.isEmpty() ? new String[0] : parameters.split(" ", -1)) {
      if (parameter.endsWith("...")) {
        rest = Optional.of(type(parameter.substring(0, parameter.length() - 3)));
      } else {
        fixed.add(type(parameter));
      }
    }
    return new GoType.Signature(fixed, rest);
  }

  private static GoType type(String name) {
    GoType type = TYPES.get(name);
    if (type == null) {
      throw new IllegalArgumentException("no type " + name);
    }
    return type;
  }
}
