package dev.freshet.benchmarks;

/** A benchmark could not be run, or what it measured did not happen. */
final class BenchmarkException extends RuntimeException {
  BenchmarkException(String message) {
    super(message);
  }
}
