package dev.freshet.gocompat.time;

import dev.freshet.gocompat.GoErrorException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * An instant, how far from UTC it is told, in seconds, and the name of its zone, which may be
 * empty. Go takes offsets of a day and more, which Java's own types do not.
 */
public record Moment(Instant instant, int offset, String zone) {
  /** The first instant of the year one. */
  public static final Moment ZERO = of(LocalDate.of(1, 1, 1).atStartOfDay());

  private static final long LARGEST_STEP = 1_000_000;

  /** Some three million years from 1970 in seconds; Java's own types hold times much farther. */
  private static final long FARTHEST = 100_000_000_000_000L;

  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000L);

  /** A time in UTC. */
  static Moment of(LocalDateTime utc) {
    return of(utc.toInstant(ZoneOffset.UTC));
  }

  public static Moment of(Instant instant) {
    return new Moment(instant, 0, "UTC");
  }

  /** The time so many seconds after 1970; beyond what Java can hold, the farthest it can. */
  public static Moment ofSeconds(long seconds) {
    long day = 86_400;
    return of(
        Instant.ofEpochSecond(
            Math.clamp(
                seconds, Instant.MIN.getEpochSecond() + day, Instant.MAX.getEpochSecond() - day)));
  }

  /** What clock and calendar show in this zone. */
  LocalDateTime local() {
    return LocalDateTime.ofEpochSecond(
        instant.getEpochSecond() + offset, instant.getNano(), ZoneOffset.UTC);
  }

  Moment inUtc() {
    return of(instant);
  }

  public Moment plus(long nanos) {
    return movedTo(instant.plusNanos(nanos));
  }

  /** Goes on by the calendar; a day that a month lacks is one of the next month. */
  public Moment plus(long years, long months, long days) {
    requireWithin(LARGEST_STEP, years);
    requireWithin(LARGEST_STEP, months);
    requireWithin(LARGEST_STEP, days);
    LocalDateTime now = local();
    LocalDate first = now.toLocalDate().withDayOfMonth(1).plusYears(years).plusMonths(months);
    LocalDate date = first.plusDays(now.getDayOfMonth() - 1L + days);
    return movedTo(date.atTime(now.toLocalTime()).toInstant(ZoneOffset.UTC).minusSeconds(offset));
  }

  private Moment movedTo(Instant moved) {
    requireWithin(FARTHEST, moved.getEpochSecond());
    return new Moment(moved, offset, zone);
  }

  private static void requireWithin(long bound, long number) {
    if (number > bound || number < -bound) {
      throw new GoErrorException("time is out of range");
    }
  }

  /** How many nanoseconds have passed since the last multiple of so many, counted from zero. */
  long since(long multiple) {
    return nanos(ZERO.instant(), instant).mod(BigInteger.valueOf(multiple)).longValueExact();
  }

  static BigInteger nanos(Instant from, Instant to) {
    return BigInteger.valueOf(to.getEpochSecond() - from.getEpochSecond())
        .multiply(SECOND)
        .add(BigInteger.valueOf((long) to.getNano() - from.getNano()));
  }
}
