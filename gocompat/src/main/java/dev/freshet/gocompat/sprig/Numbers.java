package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.function.Budget;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;

/** Arithmetic: integers wrap as Go's do, the functions ending in f calculate in decimals. */
final class Numbers {
  /** Decimal places of a quotient. */
  private static final int DIVISION_SCALE = 16;

  private static final int DIGITS_PER_STEP = 100;

  private Numbers() {}

  static void define(FunctionTable table) {
    table.define("int", "any", c -> GoValue.of(Casts.integer(c.value(0))));
    table.define("int64", "any", c -> GoValue.int64(Casts.integer(c.value(0))));
    table.define("float64", "any", c -> GoValue.of(Casts.real(c.value(0))));
    table.define("atoi", "string", c -> GoValue.of(Casts.nearestInteger(c.text(0))));
    table.define("toDecimal", "any", Numbers::fromOctal);
    table.define("add", "any...", c -> fold(c, 0, 0, Long::sum));
    table.define("add1", "any", c -> GoValue.int64(Casts.integer(c.value(0)) + 1));
    table.define("sub", "any any", c -> fold(c, (a, b) -> a - b));
    table.define("mul", "any any...", c -> fold(c, (a, b) -> a * b));
    table.define("div", "any any", c -> fold(c, (a, b) -> a / nonZero(b)));
    table.define("mod", "any any", c -> fold(c, (a, b) -> a % nonZero(b)));
    table.define("max biggest", "any any...", c -> fold(c, Math::max));
    table.define("min", "any any...", c -> fold(c, Math::min));
    table.define("maxf", "any any...", c -> foldReal(c, Math::max));
    table.define("minf", "any any...", c -> foldReal(c, Math::min));
    table.define("floor", "any", c -> GoValue.of(Math.floor(Casts.real(c.value(0)))));
    table.define("ceil", "any", c -> GoValue.of(Math.ceil(Casts.real(c.value(0)))));
    table.define("round", "any int float64...", Numbers::round);
    table.define("addf", "any...", c -> decimal(BigDecimal.ZERO, c, 0, BigDecimal::add));
    table.define("add1f", "any", c -> decimal(BigDecimal.ONE, c, 0, BigDecimal::add));
    table.define("subf", "any any...", c -> decimal(c, BigDecimal::subtract));
    table.define("mulf", "any any...", c -> decimal(c, BigDecimal::multiply));
    table.define("divf", "any any...", c -> decimal(c, Numbers::divide));
    table.define("randInt", "int int", Numbers::random);
    table.define("until", "int", Numbers::until);
    table.define("untilStep", "int int int", Numbers::untilStep);
    table.define("seq", "int...", Numbers::sequence);
  }

  private static GoValue fold(Call call, LongBinaryOperator operator) {
    return fold(call, Casts.integer(call.value(0)), 1, operator);
  }

  private static GoValue fold(Call call, long start, int from, LongBinaryOperator operator) {
    long result = start;
    for (GoValue value : call.from(from)) {
      result = operator.applyAsLong(result, Casts.integer(value));
    }
    return GoValue.int64(result);
  }

  private static GoValue foldReal(Call call, DoubleBinaryOperator operator) {
    return GoValue.of(
        call.arguments().stream().mapToDouble(Casts::real).reduce(operator).orElseThrow());
  }

  private static long nonZero(long divisor) {
    if (divisor == 0) {
      throw new GoErrorException("runtime error: integer divide by zero");
    }
    return divisor;
  }

  private static GoValue fromOctal(Call call) {
    String text = Casts.text(call.value(0), call.budget());
    return GoValue.int64(Casts.parseInteger(text, 8).orElse(0));
  }

  private static GoValue round(Call call) {
    double threshold = call.arguments().size() > 2 ? ((GoValue.Real) call.value(2)).value() : 0.5;
    double power = Math.pow(10, (double) call.integer(1));
    double scaled = power * Casts.real(call.value(0));
    double fraction = scaled - (scaled < 0 ? Math.ceil(scaled) : Math.floor(scaled));
    return GoValue.of((fraction >= threshold ? Math.ceil(scaled) : Math.floor(scaled)) / power);
  }

  private static GoValue decimal(Call call, BinaryOperator<BigDecimal> operator) {
    return decimal(exact(call.value(0)), call, 1, operator);
  }

  private static GoValue decimal(
      BigDecimal start, Call call, int from, BinaryOperator<BigDecimal> operator) {
    BigDecimal result = start;
    for (GoValue value : call.from(from)) {
      // Exact products grow with each factor.
      call.budget().steps(1 + result.precision() / DIGITS_PER_STEP);
      result = operator.apply(result, exact(value));
    }
    return GoValue.of(result.doubleValue());
  }

  private static BigDecimal exact(GoValue value) {
    double real = Casts.real(value);
    if (Double.isNaN(real) || Double.isInfinite(real)) {
      String text = Double.isNaN(real) ? "NaN" : real > 0 ? "+Inf" : "-Inf";
      throw new GoErrorException("Cannot create a Decimal from " + text);
    }
    return new BigDecimal(Double.toString(real));
  }

  private static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw new GoErrorException("decimal division by 0");
    }
    return dividend.divide(divisor, DIVISION_SCALE, RoundingMode.HALF_UP);
  }

  private static GoValue random(Call call) {
    long width = call.integer(1) - call.integer(0);
    if (width <= 0) {
      throw new GoErrorException("invalid argument to Intn");
    }
    return GoValue.of(call.integer(0) + call.environment().random().nextLong(width));
  }

  private static GoValue until(Call call) {
    long count = call.integer(0);
    return integers(count(0, count, count < 0 ? -1 : 1, call.budget()));
  }

  private static GoValue untilStep(Call call) {
    return integers(count(call.integer(0), call.integer(1), call.integer(2), call.budget()));
  }

  private static GoValue integers(List<Long> numbers) {
    return new GoValue.Items(
        new GoType.ListOf(GoType.Basic.INT), numbers.stream().map(GoValue::of).toList());
  }

  /** The numbers from start on, before stop; none when the step leads away from it. */
  private static List<Long> count(long start, long stop, long step, Budget budget) {
    if (step == 0 || stop == start || (stop < start) != (step < 0)) {
      return List.of();
    }
    double count = Math.ceil(((double) stop - (double) start) / (double) step);
    budget.steps(count > Integer.MAX_VALUE ? Integer.MAX_VALUE : (long) count);
    List<Long> numbers = new ArrayList<>((int) count);
    for (long next = start; step > 0 ? next < stop : next > stop; next += step) {
      numbers.add(next);
    }
    return numbers;
  }

  private static GoValue sequence(Call call) {
    int parameters = call.arguments().size();
    if (parameters == 0 || parameters > 3) {
      return GoValue.bytes("");
    }
    long start = parameters == 1 ? 1 : call.integer(0);
    long end = call.integer(parameters - 1);
    long direction = end < start ? -1 : 1;
    long step = parameters == 3 ? call.integer(1) : direction;
    if (direction < 0 && step > 0) {
      return GoValue.bytes("");
    }
    return GoValue.bytes(
        count(start, end + direction, step, call.budget()).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(" ")));
  }
}
