package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.value.GoMethod;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.Signature;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Go's {@code time.Time} as a template value. */
final class GoTime {
  /** The first instant of the year one. */
  static final OffsetDateTime ZERO = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private static final Signature ONE_STRING =
      new Signature(List.of(GoType.Basic.STRING), Optional.empty());
  private static final String DEFAULT = "2006-01-02 15:04:05.999999999 -0700 MST";
  private static final String RFC3339 = "2006-01-02T15:04:05.999999999Z07:00";

  static final GoType.Named MONTH = named("time.Month", TimeLayout.MONTHS, 1);
  static final GoType.Named WEEKDAY =
      named(
          "time.Weekday",
          List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
          0);

  static final GoType.Named TYPE =
      new GoType.Named("time.Time", new GoType.Opaque("struct"), methods());

  private GoTime() {}

  static GoValue of(OffsetDateTime time) {
    return new GoValue.Opaque(TYPE, time);
  }

  static OffsetDateTime time(GoValue value) {
    return (OffsetDateTime) ((GoValue.Opaque) value).inside();
  }

  /** The time so many seconds after 1970; beyond what Java can hold, the farthest it can. */
  static OffsetDateTime ofSeconds(long seconds) {
    long bounded =
        Math.clamp(
            seconds,
            OffsetDateTime.MIN.toEpochSecond() + 86_400,
            OffsetDateTime.MAX.toEpochSecond() - 86_400);
    return Instant.ofEpochSecond(bounded).atOffset(ZoneOffset.UTC);
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

  private static Map<String, GoMethod> methods() {
    return Map.ofEntries(
        Map.entry("String", text(time -> new TimeWriter(time).text(DEFAULT))),
        Map.entry("MarshalJSON", text(time -> '"' + new TimeWriter(time).text(RFC3339) + '"')),
        Map.entry("Format", new GoMethod(ONE_STRING, GoTime::format)),
        Map.entry("Unix", number(OffsetDateTime::toEpochSecond, GoType.Basic.INT64)),
        Map.entry("UnixMilli", number(time -> time.toInstant().toEpochMilli(), GoType.Basic.INT64)),
        Map.entry("Year", number(OffsetDateTime::getYear, GoType.Basic.INT)),
        Map.entry("Month", number(OffsetDateTime::getMonthValue, MONTH)),
        Map.entry("Day", number(OffsetDateTime::getDayOfMonth, GoType.Basic.INT)),
        Map.entry("YearDay", number(OffsetDateTime::getDayOfYear, GoType.Basic.INT)),
        Map.entry("Weekday", number(time -> time.getDayOfWeek().getValue() % 7, WEEKDAY)),
        Map.entry("Hour", number(OffsetDateTime::getHour, GoType.Basic.INT)),
        Map.entry("Minute", number(OffsetDateTime::getMinute, GoType.Basic.INT)),
        Map.entry("Second", number(OffsetDateTime::getSecond, GoType.Basic.INT)),
        Map.entry("Nanosecond", number(OffsetDateTime::getNano, GoType.Basic.INT)),
        Map.entry("UTC", GoMethod.of(GoTime::utc)),
        Map.entry("IsZero", GoMethod.of(value -> GoValue.of(time(value).isEqual(ZERO)))));
  }

  private static GoValue utc(GoValue receiver) {
    return of(time(receiver).withOffsetSameInstant(ZoneOffset.UTC));
  }

  private static GoValue format(GoValue receiver, List<GoValue> arguments) {
    String layout = ((GoValue.Text) arguments.getFirst()).bytes();
    return GoValue.bytes(new TimeWriter(time(receiver)).text(layout));
  }

  private static GoMethod text(Function<OffsetDateTime, String> text) {
    return GoMethod.of(receiver -> GoValue.text(text.apply(time(receiver))));
  }

  private static GoMethod number(ToLongFunction<OffsetDateTime> part, GoType type) {
    return GoMethod.of(receiver -> new GoValue.Int(type, part.applyAsLong(time(receiver))));
  }
}
