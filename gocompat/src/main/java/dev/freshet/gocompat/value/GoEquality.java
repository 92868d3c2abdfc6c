package dev.freshet.gocompat.value;

import dev.freshet.gocompat.GoErrorException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Go's two questions about values: are they deeply equal, and does one count as true. */
public final class GoEquality {
  /** Values nested deeper than this are refused: a map can contain itself. */
  public static final int MAX_NESTING = 100;

  private GoEquality() {}

  /**
   * Like Go's {@code reflect.DeepEqual}. Each comparison announces itself first: a small value that
   * holds another twice, which holds another twice, takes very many.
   */
  public static boolean deepEqual(GoValue left, GoValue right, Runnable step) {
    return deepEqual(left, right, step, 0);
  }

  private static boolean deepEqual(GoValue left, GoValue right, Runnable step, int depth) {
    requireNesting(depth);
    step.run();
    if (!left.type().equals(right.type())) {
      return false;
    }
    return switch (left) {
      case GoValue.Nil _, GoValue.Bool _, GoValue.Int _, GoValue.Text _, GoValue.Opaque _ ->
          left.equals(right);
      case GoValue.Real number -> number.value() == ((GoValue.Real) right).value();
      case GoValue.Items items ->
          allEqual(items.elements(), ((GoValue.Items) right).elements(), step, depth);
      case GoValue.Struct struct ->
          allEqual(struct.fields(), ((GoValue.Struct) right).fields(), step, depth);
      case GoValue.Dict dict -> sameEntries(dict, (GoValue.Dict) right, step, depth);
    };
  }

  private static boolean allEqual(
      List<GoValue> left, List<GoValue> right, Runnable step, int depth) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<GoValue> others = right.iterator();
    return left.stream().allMatch(value -> deepEqual(value, others.next(), step, depth + 1));
  }

  private static boolean sameEntries(
      GoValue.Dict left, GoValue.Dict right, Runnable step, int depth) {
    if (left == right) {
      return true;
    }
    if (left.entries().size() != right.entries().size()) {
      return false;
    }
    for (Map.Entry<GoValue, GoValue> entry : left.entries().entrySet()) {
      GoValue other = right.entries().get(entry.getKey());
      if (other == null || !deepEqual(entry.getValue(), other, step, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code if} takes the value as true: it is not the zero value of its kind. */
  public static boolean truth(GoValue value) {
    return switch (value) {
      case GoValue.Nil _ -> false;
      case GoValue.Bool bool -> bool.value();
      case GoValue.Int number -> number.value() != 0;
      case GoValue.Real number -> number.value() != 0;
      case GoValue.Text text -> !text.bytes().isEmpty();
      case GoValue.Items items -> !items.elements().isEmpty();
      case GoValue.Dict dict -> !dict.entries().isEmpty();
      case GoValue.Struct _, GoValue.Opaque _ -> true;
    };
  }

  /** Ends a walk down a value before it ends the stack. */
  public static void requireNesting(int depth) {
    if (depth > MAX_NESTING) {
      throw new GoErrorException("value is nested more than " + MAX_NESTING + " deep");
    }
  }
}
