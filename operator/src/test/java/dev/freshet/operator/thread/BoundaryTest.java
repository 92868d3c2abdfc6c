package dev.freshet.operator.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoundaryTest {
  static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException("a"),
        new ReasonedException(Reason.FAILED, "a"),
        new StackOverflowError(),
        new NoClassDefFoundError("a"),
        new AssertionError());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void endsTheStepAndNotTheThread(Throwable failure) {
    assertThatCode(() -> Boundary.around("a step", () -> fail(failure))).doesNotThrowAnyException();
  }

  @Test
  void returnsSomethingElseAfterAFailure() throws InterruptedException {
    assertThat(Boundary.call("a step", 1, () -> 2)).isEqualTo(2);
    assertThat(
            Boundary.<Integer>call(
                "a step",
                1,
                () -> {
                  throw new StackOverflowError();
                }))
        .isEqualTo(1);
  }

  @Test
  void endsTheProcessAlsoWhenItsThreadIsInterrupted() {
    var ended = new CountDownLatch(1);
    var words = new LastWords(ended::countDown);
    try (var executor = Executors.newSingleThreadExecutor()) {
      executor.execute(() -> {
        Thread.currentThread().interrupt();
        words.say("a");
      });
    }

    assertThat(ended.getCount()).isZero();
  }

  @Test
  void keepsSilentWhenTheProcessEnds() {
    Thread.currentThread().interrupt();

    assertThatCode(
            () -> Boundary.around("a step", () -> fail(new ReasonedException(Reason.FAILED, "a"))))
        .doesNotThrowAnyException();

    assertThat(Thread.interrupted()).isTrue();
  }

  private static void fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
