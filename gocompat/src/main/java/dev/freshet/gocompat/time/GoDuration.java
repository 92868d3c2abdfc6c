package dev.freshet.gocompat.time;

import dev.freshet.gocompat.value.GoMethod;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongBinaryOperator;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongUnaryOperator;

/** Go's {@code time.Duration} as a template value: nanoseconds. */
final class GoDuration {
  static final GoType.Named TYPE =
      new GoType.Named("time.Duration", GoType.Basic.INT64, GoDuration::methods);

  private GoDuration() {}

  static GoValue of(long nanos) {
    return new GoValue.Int(TYPE, nanos);
  }

  static long nanos(GoValue duration) {
    return ((GoValue.Int) duration).value();
  }

  private static Map<String, GoMethod> methods(GoType self) {
    Map<String, GoMethod> methods = new HashMap<>();
    methods.put("String", GoMethod.of(value -> GoValue.bytes(Durations.text(nanos(value)))));
    methods.put("Nanoseconds", whole(nanos -> nanos));
    methods.put("Microseconds", whole(nanos -> nanos / 1_000));
    methods.put("Milliseconds", whole(nanos -> nanos / 1_000_000));
    methods.put("Seconds", inUnits(1_000_000_000L));
    methods.put("Minutes", inUnits(60_000_000_000L));
    methods.put("Hours", inUnits(3_600_000_000_000L));
    methods.put(
        "Abs", GoMethod.of(value -> of(Durations.nearest(BigInteger.valueOf(nanos(value)).abs()))));
    methods.put("Truncate", with(self, (nanos, step) -> step <= 0 ? nanos : nanos - nanos % step));
    methods.put("Round", with(self, GoDuration::rounded));
    return methods;
  }

  private static long rounded(long nanos, long step) {
    if (step <= 0) {
      return nanos;
    }
    long rest = Math.abs(nanos % step);
    long change = lessThanHalf(rest, step) ? -rest : step - rest;
    BigInteger moved = BigInteger.valueOf(nanos < 0 ? -change : change);
    return Durations.nearest(BigInteger.valueOf(nanos).add(moved));
  }

  static boolean lessThanHalf(long rest, long whole) {
    return Long.compareUnsigned(rest + rest, whole) < 0;
  }

  private static GoMethod whole(LongUnaryOperator part) {
    return GoMethod.of(value -> GoValue.int64(part.applyAsLong(nanos(value))));
  }

  /** Whole units and the rest are made floats apart, as in Go. */
  private static GoMethod inUnits(long unit) {
    LongToDoubleFunction units =
        nanos -> {
          long whole = nanos / unit;
          return whole + (double) (nanos % unit) / unit;
        };
    return GoMethod.of(value -> GoValue.of(units.applyAsDouble(nanos(value))));
  }

  private static GoMethod with(GoType self, LongBinaryOperator result) {
    return new GoMethod(
        new GoType.Signature(List.of(self), Optional.empty()),
        (value, given) -> of(result.applyAsLong(nanos(value), nanos(given.getFirst()))));
  }
}
