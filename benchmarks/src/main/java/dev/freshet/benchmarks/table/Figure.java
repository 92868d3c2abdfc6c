package dev.freshet.benchmarks.table;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A measured or a wanted quantity: a time, or an amount of memory. */
public record Figure(double amount, Unit unit) {

  enum Unit {
    SECONDS,
    MEGABYTES
  }

  public static Figure seconds(double seconds) {
    return new Figure(seconds, Unit.SECONDS);
  }

  public static Figure of(Duration duration) {
    return seconds(duration.toNanos() / 1e9);
  }

  public static Figure megabytes(double megabytes) {
    return new Figure(megabytes, Unit.MEGABYTES);
  }

  /** The middle one of several runs, of an even number the slower of the two. */
  public static Figure median(List<Duration> runs) {
    return of(runs.stream().sorted().toList().get(runs.size() / 2));
  }

  public static Figure medianOfFigures(List<Figure> runs) {
    return runs.stream()
        .sorted((a, b) -> Double.compare(a.amount, b.amount))
        .toList()
        .get(runs.size() / 2);
  }

  double ratioTo(Figure other) {
    return amount / other.amount;
  }

  @Override
  public String toString() {
    return switch (unit) {
      case SECONDS -> String.format(Locale.ROOT, amount < 0.1 ? "%.3f s" : "%.2f s", amount);
      case MEGABYTES -> String.format(Locale.ROOT, "%.0f MB", amount);
    };
  }
}
