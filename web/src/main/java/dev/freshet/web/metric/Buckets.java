package dev.freshet.web.metric;

import java.util.stream.IntStream;

/** Upper bounds of histograms, in seconds. */
final class Buckets {
  /** What controller-runtime's users have built their dashboards on. */
  static final double[] RECONCILE_TIME = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9,
    1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 60
  };

  private Buckets() {}

  /** So many bounds, the first and the last as given, each a like factor above the one before. */
  static double[] between(double first, double last, int count) {
    double step = Math.pow(last / first, 1.0 / (count - 1));
    double[] bounds = growing(first, step, count);
    bounds[count - 1] = last; // exactly, whatever the powers round to
    return bounds;
  }

  static double[] growing(double first, double factor, int count) {
    return IntStream.range(0, count).mapToDouble(i -> first * Math.pow(factor, i)).toArray();
  }
}
