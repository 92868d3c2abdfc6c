package dev.freshet.gocompat.time;

import dev.freshet.gocompat.value.GoMethod;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Go's {@code time.Time} as a template value. */
public final class GoTime {
  private static final String DEFAULT = "2006-01-02 15:04:05.999999999 -0700 MST";
  private static final String RFC3339 = "2006-01-02T15:04:05.999999999Z07:00";

  static final GoType.Named MONTH = named("time.Month", TimeLayout.MONTHS, 1);
  static final GoType.Named WEEKDAY =
      named(
          "time.Weekday",
          List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
          0);

  public static final GoType.Named TYPE =
      new GoType.Named("time.Time", new GoType.Opaque("struct"), GoTime::methods);

  private GoTime() {}

  public static GoValue of(Moment time) {
    return new GoValue.Opaque(TYPE, time);
  }

  public static Moment time(GoValue value) {
    return (Moment) ((GoValue.Opaque) value).inside();
  }

  private static GoType.Named named(String name, List<String> names, int first) {
    return new GoType.Named(
        name,
        GoType.Basic.INT,
        Map.of(
            "String",
            GoMethod.of(
                value -> GoValue.text(names.get((int) ((GoValue.Int) value).value() - first)))));
  }

  private static Map<String, GoMethod> methods(GoType self) {
    Map<String, GoMethod> methods = new HashMap<>();
    methods.put("String", text(time -> new TimeWriter(time).text(DEFAULT)));
    methods.put("MarshalJSON", text(time -> '"' + new TimeWriter(time).text(RFC3339) + '"'));
    methods.put("Format", new GoMethod(signature(GoType.Basic.STRING), GoTime::format));
    methods.put("Unix", seconds(Instant::getEpochSecond));
    methods.put("UnixMilli", seconds(instant -> sinceEpoch(instant, 1_000)));
    methods.put("UnixMicro", seconds(instant -> sinceEpoch(instant, 1_000_000)));
    methods.put("UnixNano", seconds(instant -> sinceEpoch(instant, 1_000_000_000)));
    methods.put("Year", part(LocalDateTime::getYear, GoType.Basic.INT));
    methods.put("Month", part(LocalDateTime::getMonthValue, MONTH));
    methods.put("Day", part(LocalDateTime::getDayOfMonth, GoType.Basic.INT));
    methods.put("YearDay", part(LocalDateTime::getDayOfYear, GoType.Basic.INT));
    methods.put("Weekday", part(time -> time.getDayOfWeek().getValue() % 7, WEEKDAY));
    methods.put("Hour", part(LocalDateTime::getHour, GoType.Basic.INT));
    methods.put("Minute", part(LocalDateTime::getMinute, GoType.Basic.INT));
    methods.put("Second", part(LocalDateTime::getSecond, GoType.Basic.INT));
    methods.put("Nanosecond", part(LocalDateTime::getNano, GoType.Basic.INT));
    methods.put("UTC", GoMethod.of(receiver -> of(time(receiver).inUtc())));
    methods.put("Local", GoMethod.of(receiver -> of(time(receiver).inUtc())));
    methods.put("IsZero", GoMethod.of(value -> GoValue.of(order(value, of(Moment.ZERO)) == 0)));
    methods.put("IsDST", GoMethod.of(_ -> GoValue.of(false)));
    methods.put("After", with(self, (time, other) -> GoValue.of(order(time, other) > 0)));
    methods.put("Before", with(self, (time, other) -> GoValue.of(order(time, other) < 0)));
    methods.put("Equal", with(self, (time, other) -> GoValue.of(order(time, other) == 0)));
    methods.put("Compare", with(self, (time, other) -> GoValue.of((long) order(time, other))));
    methods.put(
        "Sub",
        with(self, (time, other) -> GoDuration.of(Durations.between(time(other), time(time)))));
    methods.put("Add", with(GoDuration.TYPE, (time, step) -> plus(time, GoDuration.nanos(step))));
    methods.put("Truncate", with(GoDuration.TYPE, GoTime::truncate));
    methods.put("Round", with(GoDuration.TYPE, GoTime::round));
    methods.put(
        "AddDate",
        new GoMethod(
            signature(GoType.Basic.INT, GoType.Basic.INT, GoType.Basic.INT), GoTime::addDate));
    return methods;
  }

  /** Go's number of so small a part wraps around after some centuries. */
  private static long sinceEpoch(Instant instant, long parts) {
    return instant.getEpochSecond() * parts + instant.getNano() / (1_000_000_000 / parts);
  }

  private static int order(GoValue left, GoValue right) {
    return Integer.signum(time(left).instant().compareTo(time(right).instant()));
  }

  private static GoValue plus(GoValue time, long nanos) {
    return of(time(time).plus(nanos));
  }

  private static GoValue truncate(GoValue time, GoValue step) {
    long nanos = GoDuration.nanos(step);
    return nanos <= 0 ? time : plus(time, -time(time).since(nanos));
  }

  private static GoValue round(GoValue time, GoValue step) {
    long nanos = GoDuration.nanos(step);
    if (nanos <= 0) {
      return time;
    }
    long since = time(time).since(nanos);
    return plus(time, GoDuration.lessThanHalf(since, nanos) ? -since : nanos - since);
  }

  private static GoValue addDate(GoValue receiver, List<GoValue> arguments) {
    long[] steps = arguments.stream().mapToLong(step -> ((GoValue.Int) step).value()).toArray();
    return of(time(receiver).plus(steps[0], steps[1], steps[2]));
  }

  private static GoValue format(GoValue receiver, List<GoValue> arguments) {
    String layout = ((GoValue.Text) arguments.getFirst()).bytes();
    return GoValue.bytes(new TimeWriter(time(receiver)).text(layout));
  }

  private static GoType.Signature signature(GoType... types) {
    return new GoType.Signature(List.of(types), Optional.empty());
  }

  private static GoMethod with(GoType argument, BinaryOperator<GoValue> method) {
    return new GoMethod(
        signature(argument), (receiver, given) -> method.apply(receiver, given.getFirst()));
  }

  private static GoMethod text(Function<Moment, String> text) {
    return GoMethod.of(receiver -> GoValue.text(text.apply(time(receiver))));
  }

  private static GoMethod seconds(ToLongFunction<Instant> part) {
    return GoMethod.of(receiver -> GoValue.int64(part.applyAsLong(time(receiver).instant())));
  }

  private static GoMethod part(ToLongFunction<LocalDateTime> part, GoType type) {
    return GoMethod.of(receiver -> new GoValue.Int(type, part.applyAsLong(time(receiver).local())));
  }
}
