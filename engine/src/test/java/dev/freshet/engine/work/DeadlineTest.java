package dev.freshet.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import dev.freshet.core.Cutoff;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlineTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofHours(1);

  private static void assertCut(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            AutomationException.class,
            cut -> {
              assertThat(ReasonedException.reasonOf(cut)).isEqualTo(Reason.DEADLINE_EXCEEDED);
              assertThat(cut).hasMessage("it took too long");
            });
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void returnsAndThrowsWhatTheWorkDoes() {
    assertThat(Deadline.<String, RuntimeException>of(LONG, "it took too long", () -> "done"))
        .isEqualTo("done");
    assertThatThrownBy(() -> Deadline.of(LONG, "it took too long", DeadlineTest::failing))
        .hasMessage("refused");
  }

  @Test
  void endsWhatWaitsForEver() {
    assertCut(() -> Deadline.of(SHORT, "it took too long", DeadlineTest::waiting));
  }

  @Test
  void endsWhatComputesForEver() {
    assertCut(() -> Deadline.of(SHORT, "it took too long", DeadlineTest::spinning));
  }

  @Test
  void endsWhatWaitsForWorkOfWorkers() {
    try (var workers = new Workers(1, LONG)) {
      assertCut(() ->
          Deadline.of(SHORT, "it took too long", () -> workers.run("a", DeadlineTest::spinning)));
    }
  }

  @Test
  void canLastLongerThanAnyClock() {
    assertThat(
            Deadline.<String, RuntimeException>of(
                Duration.ofSeconds(Long.MAX_VALUE), "it took too long", () -> "done"))
        .isEqualTo("done");
  }

  private static String failing() {
    throw new CancellationException("refused");
  }

  private static String waiting() throws InterruptedException {
    new CountDownLatch(1).await();
    return "never";
  }

  private static String spinning() {
    while (true) {
      Cutoff.check();
    }
  }
}
