package dev.freshet.engine.git.failure;

import java.io.UncheckedIOException;
import java.util.function.Function;

/** What a caller's own code threw while it read a tree, so that it is not taken for damage. */
public final class ReaderFailure extends RuntimeException {
  private final RuntimeException failure;

  private ReaderFailure(RuntimeException failure) {
    super(failure);
    this.failure = failure;
  }

  RuntimeException failure() {
    return failure;
  }

  public static <A, T> T carry(Function<A, T> reader, A given) {
    try {
      return reader.apply(given);
    } catch (UncheckedIOException damage) {
      throw damage; // of the objects, which is told apart where they are read
    } catch (RuntimeException failure) {
      throw new ReaderFailure(failure);
    }
  }
}
