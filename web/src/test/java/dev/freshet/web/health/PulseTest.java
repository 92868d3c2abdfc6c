package dev.freshet.web.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final List<String> told = new ArrayList<>();
  private final Pulse pulse = new Pulse(told::add, Runnable::run);

  @Test
  void saysNothingWhileEverythingMoves() {
    var round = new Pulse.Round();
    pulse.expect("the loop", round);
    pulse.expect("the executor", Runnable::run);

    for (int i = 0; i < 3 * Pulse.MOST_LOOKS; i++) {
      pulse.look();
      round.comeRound();
    }

    assertThat(pulse.still()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void namesAThreadThatIsStuck() {
    var goOn = new CountDownLatch(1);
    try (var executor = Executors.newSingleThreadExecutor()) {
      pulse.expect("the teller", executor::execute);
      executor.execute(() -> awaitUninterrupted(goOn));

      lookOften();

      assertThat(pulse.still()).contains("the teller does not move");
      assertThat(told).containsExactly("the teller does not move");
      goOn.countDown();
      await()
          .untilAsserted(() -> {
            pulse.look();
            assertThat(pulse.still()).isEmpty();
          });
    }
  }

  @Test
  void namesAThreadThatIsGone() {
    pulse.expect("the loop", new Pulse.Round());

    lookOften();

    assertThat(pulse.still()).contains("the loop does not move");
  }

  @Test
  void toleratesAPartThatIsSlow() {
    var round = new Pulse.Round();
    pulse.expect("the loop", round);

    for (int i = 0; i < 5; i++) {
      for (int looks = 0; looks < Pulse.MOST_LOOKS; looks++) {
        pulse.look();
      }
      assertThat(pulse.still()).isEmpty();
      round.comeRound();
    }

    assertThat(told).isEmpty();
  }

  @Test
  void isNotHeldByAPartThatHoldsWhoeverAsksIt() {
    try (var real = new Pulse(told::add)) {
      var goOn = new CountDownLatch(1);
      real.expect("the lock", _ -> awaitUninterrupted(goOn));
      real.look();
      for (int i = 0; i < Pulse.MOST_LOOKS; i++) {
        real.look();
      }

      assertThat(real.still()).contains("the lock does not move");
      goOn.countDown();
    }
  }

  @Test
  void namesWorkThatDoesNotEnd() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Thread worker =
        Thread.ofVirtual()
            .start(() ->
                pulse.during(
                    "the watch",
                    () -> {
                      begun.countDown();
                      awaitUninterrupted(goOn);
                    }));
    begun.await();

    lookOften();

    assertThat(pulse.still()).contains("the watch does not move");
    goOn.countDown();
    worker.join();
    assertThat(pulse.still()).isEmpty();
  }

  @Test
  void forgetsWorkThatFailed() {
    assertThatThrownBy(() ->
            pulse.during(
                "the watch",
                () -> {
                  throw new IllegalStateException("a");
                }))
        .hasMessage("a");

    lookOften();

    assertThat(pulse.still()).isEmpty();
  }

  @Test
  void tellsOnce() {
    pulse.expect("one", new Pulse.Round());
    pulse.expect("two", new Pulse.Round());

    lookOften();
    lookOften();

    assertThat(told).hasSize(1);
  }

  @Test
  void sparesWhatEnds() {
    pulse.expect("the loop", new Pulse.Round());

    pulse.close();
    lookOften();

    assertThat(told).isEmpty();
    assertThat(pulse.still()).isEmpty();
  }

  @Test
  void asksOnAVirtualThread() {
    try (var real = new Pulse(told::add)) {
      var threads = new ArrayList<Thread>();
      real.expect("the queue", _ -> threads.add(Thread.currentThread()));

      real.look();

      await().until(() -> threads.size() == 1);
      assertThat(threads.getFirst().isVirtual()).isTrue();
    }
  }

  private void lookOften() {
    for (int i = 0; i <= Pulse.MOST_LOOKS; i++) {
      pulse.look();
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
