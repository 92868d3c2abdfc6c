package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.time.Durations;
import dev.freshet.gocompat.time.GoTime;
import dev.freshet.gocompat.time.Moment;
import dev.freshet.gocompat.time.TimeReader;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import java.util.List;
import java.util.Optional;

/** Times and durations. The local zone is UTC, wherever this runs. */
final class Dates {
  private static final GoType.Signature TIME =
      new GoType.Signature(List.of(GoTime.TYPE), Optional.empty());
  private static final GoType.Signature TEXT_AND_TIME =
      new GoType.Signature(List.of(GoType.Basic.STRING, GoTime.TYPE), Optional.empty());
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3600 * SECOND;

  private Dates() {}

  static void define(FunctionTable table) {
    table.define("toDate", "string string", Dates::toDate);
    table.define(
        "mustToDate",
        "string string",
        call -> GoTime.of(new TimeReader(call.text(0), call.text(1)).time()));
    table.define(
        "unixEpoch",
        TIME,
        call -> GoValue.text(Long.toString(GoTime.time(call.value(0)).instant().getEpochSecond())));
    table.define("mustDateModify must_date_modify", TEXT_AND_TIME, Dates::modify);
    Strings.text(table, "ago", "any", Dates::ago);
    Strings.text(table, "duration", "any", Dates::duration);
    Strings.text(table, "durationRound", "any", Dates::durationRound);
  }

  private static GoValue toDate(Call call) {
    try {
      return GoTime.of(new TimeReader(call.text(0), call.text(1)).time());
    } catch (GoErrorException refused) {
      return GoTime.of(Moment.ZERO);
    }
  }

  private static GoValue modify(Call call) {
    long nanos = Durations.parse(call.text(0));
    return GoTime.of(GoTime.time(call.value(1)).plus(nanos));
  }

  private static Moment now(Call call) {
    return Moment.of(call.environment().clock().instant());
  }

  private static String ago(Call call) {
    Moment then =
        switch (call.value(0)) {
          case GoValue.Int number -> Moment.ofSeconds(number.value());
          case GoValue.Opaque opaque when opaque.inside() instanceof Moment time -> time;
          default -> now(call);
        };
    return Durations.text(rounded(Durations.between(then, now(call))));
  }

  /** To whole seconds, halves away from zero. */
  private static long rounded(long nanos) {
    long rest = nanos % SECOND;
    long whole = nanos - rest;
    return Math.abs(rest) * 2 < SECOND ? whole : whole + Long.signum(rest) * SECOND;
  }

  private static String duration(Call call) {
    long seconds =
        switch (call.value(0)) {
          case GoValue.Text text -> Casts.nearestInteger(text.bytes());
          case GoValue.Int number when number.type() == GoType.Basic.INT64 -> number.value();
          default -> 0;
        };
    return Durations.text(seconds * SECOND);
  }

  private static String durationRound(Call call) {
    long nanos =
        switch (call.value(0)) {
          case GoValue.Text text -> parseOrZero(text.bytes());
          case GoValue.Int number when number.type() == GoType.Basic.INT64 -> number.value();
          case GoValue.Opaque opaque when opaque.inside() instanceof Moment time ->
              Durations.between(time, now(call));
          default -> 0;
        };
    return largestUnit(nanos < 0 ? -nanos : nanos);
  }

  private static long parseOrZero(String text) {
    try {
      return Durations.parse(text);
    } catch (GoErrorException refused) {
      return 0;
    }
  }

  private static String largestUnit(long nanos) {
    long[] sizes = {365 * 24 * HOUR, 30 * 24 * HOUR, 24 * HOUR, HOUR, 60 * SECOND, SECOND};
    String[] names = {"y", "mo", "d", "h", "m", "s"};
    for (int i = 0; i < sizes.length; i++) {
      if (Long.compareUnsigned(nanos, sizes[i]) > 0) {
        return Long.divideUnsigned(nanos, sizes[i]) + names[i];
      }
    }
    return "0s";
  }
}
