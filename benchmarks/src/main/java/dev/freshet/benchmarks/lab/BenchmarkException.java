package dev.freshet.benchmarks.lab;

/** A benchmark could not be run, or what it measured did not happen. */
public final class BenchmarkException extends RuntimeException {
  public BenchmarkException(String message) {
    super(message);
  }
}
