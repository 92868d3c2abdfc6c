package dev.freshet.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import dev.freshet.core.Cutoff;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkersTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void returnsWhatTheWorkReturnsAndThrowsWhatItThrows() {
    try (var workers = new Workers(2, LONG)) {
      assertThat(workers.<String, RuntimeException>run("a", () -> "done")).isEqualTo("done");
      assertThatThrownBy(() -> workers.run("a", WorkersTest::failing)).hasMessage("a disk");
      assertThatThrownBy(() -> workers.run("a", WorkersTest::endless))
          .isInstanceOf(StackOverflowError.class);
    }
  }

  @Test
  void doesNotWaitForTheNamespacesThatKeepAllThreadsBusy() throws InterruptedException {
    try (var workers = new Workers(2, LONG)) {
      var release = new CountDownLatch(1);
      List<Thread> hogs =
          Collections.nCopies(5, 0).stream()
              .map(_ ->
                  Thread.startVirtualThread(() -> workers.run("greedy", () -> awaited(release))))
              .toList();

      assertThat(workers.<Integer, RuntimeException>run("modest", () -> 1)).isEqualTo(1);

      release.countDown();
      for (Thread hog : hogs) {
        hog.join();
      }
    }
  }

  @Test
  void neverRunsMoreOfOneNamespaceThanThereAreThreads() throws InterruptedException {
    try (var workers = new Workers(2, LONG)) {
      var now = new AtomicInteger();
      var most = new AtomicInteger();
      List<Thread> callers =
          Collections.nCopies(20, 0).stream()
              .map(_ -> Thread.startVirtualThread(() -> workers.run("a", () -> counted(now, most))))
              .toList();
      for (Thread caller : callers) {
        caller.join();
      }

      assertThat(most).hasValueBetween(1, 2);
    }
  }

  @Test
  void cutsWorkThatHasUsedItsProcessorTime() {
    try (var workers = new Workers(2, Duration.ofMillis(200))) {
      assertThatThrownBy(() -> workers.run("a", WorkersTest::spinning))
          .isInstanceOfSatisfying(
              AutomationException.class,
              cut ->
                  assertThat(ReasonedException.reasonOf(cut)).isEqualTo(Reason.DEADLINE_EXCEEDED));
    }
  }

  @Test
  void countsTheProcessorTimeOfEachPieceOfWorkAlone() {
    try (var workers = new Workers(1, Duration.ofMillis(800))) {
      for (int i = 0; i < 6; i++) {
        assertThat(workers.<Long, RuntimeException>run("a", () -> spinningFor(300_000_000)))
            .isPositive();
      }
    }
  }

  @Test
  void cutsTheWorkOfACallerThatIsInterrupted() throws InterruptedException {
    try (var workers = new Workers(2, LONG)) {
      var failure = new AtomicReference<Throwable>();
      var begun = new CountDownLatch(1);
      Thread caller =
          Thread.startVirtualThread(() -> {
            try {
              workers.run(
                  "a",
                  () -> {
                    begun.countDown();
                    return spinning();
                  });
            } catch (RuntimeException given) {
              failure.set(given);
            }
          });
      begun.await();
      caller.interrupt();
      caller.join();

      assertThat(failure.get()).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void doesPartsSideBySideAndAloneWhenNoThreadIsFree() {
    try (var workers = new Workers(2, LONG)) {
      var done = new AtomicInteger();
      List<Callable<Integer>> parts =
          Collections.nCopies(100, (Callable<Integer>) done::incrementAndGet);

      workers.runAll("a", parts);
      workers.<Integer, RuntimeException>run(
          "a",
          () -> {
            workers.runAll("a", parts);
            return 0;
          });

      assertThat(done).hasValue(200);
    }
  }

  private static String failing() throws IOException {
    throw new IOException("a disk");
  }

  private static int endless() {
    throw new StackOverflowError();
  }

  private static int awaited(CountDownLatch latch) {
    try {
      latch.await();
      return 0;
    } catch (InterruptedException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static int counted(AtomicInteger now, AtomicInteger most) {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    Thread.onSpinWait();
    return now.decrementAndGet();
  }

  /** Uses so many nanoseconds of a processor. */
  private static long spinningFor(long nanos) {
    ThreadMXBean clocks = ManagementFactory.getThreadMXBean();
    long until = clocks.getCurrentThreadCpuTime() + nanos;
    while (clocks.getCurrentThreadCpuTime() < until) {
      Cutoff.check();
    }
    return until;
  }

  private static int spinning() {
    while (true) {
      Cutoff.check();
    }
  }
}
