package dev.freshet.gocompat.function;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.format.Printer;
import dev.freshet.gocompat.value.GoValue;
import java.util.List;
import java.util.OptionalInt;

/** Go's template comparisons: {@code eq ne lt le gt ge}. */
final class Comparison {
  /** Of a value in an error message. */
  private static final int LONGEST_VALUE = 1 << 16;

  private static final String NO_ORDER = "invalid type for comparison";

  private Comparison() {}

  static void define(FunctionTable table) {
    table.define("eq", "any any...", call -> GoValue.of(equalsAny(call.value(0), call.from(1))));
    table.define("ne", "any any", call -> GoValue.of(!equal(call.value(0), call.value(1))));
    table.define("lt", "any any", call -> GoValue.of(less(call.value(0), call.value(1))));
    table.define("le", "any any", call -> GoValue.of(lessOrEqual(call.value(0), call.value(1))));
    table.define("gt", "any any", call -> GoValue.of(!lessOrEqual(call.value(0), call.value(1))));
    table.define("ge", "any any", call -> GoValue.of(!less(call.value(0), call.value(1))));
  }

  private static boolean equalsAny(GoValue value, List<GoValue> others) {
    if (others.isEmpty()) {
      throw new GoErrorException("missing argument for comparison");
    }
    for (GoValue other : others) {
      if (equal(value, other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean equal(GoValue left, GoValue right) {
    if (left instanceof GoValue.Int a && right instanceof GoValue.Int b) {
      return a.value() == b.value() && (a.unsigned() == b.unsigned() || a.value() >= 0);
    }
    if (left == GoValue.Nil.NIL || right == GoValue.Nil.NIL) {
      return left == GoValue.Nil.NIL && right == GoValue.Nil.NIL;
    }
    if (basic(left) || basic(right)) {
      requireSameKind(left, right);
      return left instanceof GoValue.Real a
          ? a.value() == ((GoValue.Real) right).value()
          : left.equals(right);
    }
    return equalParts(left, right);
  }

  /** Lists, maps and structs: only structs can be compared, and only with their own type. */
  private static boolean equalParts(GoValue left, GoValue right) {
    if (!left.type().kind().equals(right.type().kind())) {
      throw new GoErrorException(
          "non-comparable types %s: %s, %s: %s"
              .formatted(shown("%s", left), left.type(), right.type(), shown("%v", right)));
    }
    if (!right.type().comparable()) {
      throw new GoErrorException(
          "non-comparable type %s: %s".formatted(shown("%s", right), right.type()));
    }
    return left.equals(right);
  }

  private static String shown(String verb, GoValue value) {
    Printer printer = new Printer(LONGEST_VALUE);
    printer.printf(verb, List.of(value));
    return printer.text();
  }

  private static boolean less(GoValue left, GoValue right) {
    requireOrdered(left);
    requireOrdered(right);
    if (!(left instanceof GoValue.Int && right instanceof GoValue.Int)) {
      requireSameKind(left, right);
    }
    OptionalInt order =
        switch (left) {
          case GoValue.Int a -> OptionalInt.of(compare(a, (GoValue.Int) right));
          case GoValue.Text a -> OptionalInt.of(a.compareTo((GoValue.Text) right));
          case GoValue.Real a -> compare(a.value(), ((GoValue.Real) right).value());
          default -> throw new GoErrorException(NO_ORDER);
        };
    return order.orElse(0) < 0;
  }

  private static int compare(GoValue.Int left, GoValue.Int right) {
    if (left.unsigned() && !right.unsigned()) {
      return -compare(right, left);
    }
    if (!left.unsigned() && (!right.unsigned() || left.value() < 0)) {
      return right.unsigned() ? -1 : Long.compare(left.value(), right.value());
    }
    return Long.compareUnsigned(left.value(), right.value());
  }

  /** Empty when one is not a number. */
  private static OptionalInt compare(double left, double right) {
    return Double.isNaN(left) || Double.isNaN(right)
        ? OptionalInt.empty()
        : OptionalInt.of(left < right ? -1 : left > right ? 1 : 0);
  }

  private static boolean lessOrEqual(GoValue left, GoValue right) {
    return less(left, right) || equal(left, right);
  }

  private static void requireOrdered(GoValue value) {
    if (!basic(value)) {
      throw new GoErrorException(NO_ORDER);
    }
  }

  private static void requireSameKind(GoValue left, GoValue right) {
    if (left.getClass() != right.getClass()) {
      throw new GoErrorException(
          "incompatible types for comparison: " + left.type() + " and " + right.type());
    }
  }

  private static boolean basic(GoValue value) {
    return switch (value) {
      case GoValue.Bool _, GoValue.Int _, GoValue.Real _, GoValue.Text _ -> true;
      default -> false;
    };
  }
}
