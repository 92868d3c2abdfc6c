package dev.freshet.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.AutomationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HeapSharesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration NONE = Duration.ZERO;

  private final HeapShares shares = new HeapShares(100);
  private final List<String> givenUp = new ArrayList<>();

  private HeapShares.Share open(String namespace) {
    return shares.open(namespace, () -> givenUp.add(namespace));
  }

  @Test
  void letOneThatIsAloneHaveAll() {
    try (HeapShares.Share share = open("a")) {
      share.take(60, NONE);
      share.take(40, NONE);

      assertThatThrownBy(() -> share.take(1, PATIENCE))
          .isInstanceOf(AutomationException.class)
          .hasMessageContaining("it takes more than the 0 MiB of memory");
    }
    assertThat(shares.taken()).isZero();
  }

  @Test
  void takeTheLargestFromTheNamespaceThatHasMost() throws Exception {
    HeapShares.Share largest = open("a");
    HeapShares.Share other = open("a");
    HeapShares.Share small = open("b");
    largest.take(50, NONE);
    other.take(30, NONE);
    small.take(20, NONE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        HeapShares.Share needy = open("c")) {
      Future<?> waiting = threads.submit(() -> needy.take(25, PATIENCE));
      await().until(() -> !givenUp.isEmpty());

      assertThat(givenUp).containsExactly("a");
      assertThatThrownBy(() -> largest.take(0, PATIENCE))
          .hasMessageContaining("other namespaces needed the memory");
      largest.close();
      waiting.get();
      other.take(10, NONE);
    }
  }

  @Test
  void waitWithinANamespaceForTheOthers() throws Exception {
    HeapShares.Share first = open("a");
    first.take(80, NONE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        HeapShares.Share second = open("a")) {
      Future<?> waiting = threads.submit(() -> second.take(40, PATIENCE));

      first.close();

      waiting.get();
      assertThat(givenUp).isEmpty();
    }
  }

  @Test
  void doNotLetTwoWaitForEachOther() throws Exception {
    HeapShares.Share first = open("a");
    HeapShares.Share second = open("a");
    first.take(50, NONE);
    second.take(50, NONE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> growing = new ArrayList<>();
      for (HeapShares.Share share : List.of(first, second)) {
        growing.add(
            threads.submit(() -> {
              try (share) {
                share.take(20, PATIENCE);
              } catch (AutomationException full) {
                assertThat(full).hasMessageContaining("more lists of tags under way");
              }
            }));
      }
      for (Future<?> one : growing) {
        one.get();
      }
    }
    assertThat(shares.taken()).isZero();
  }

  @Test
  void giveNothingToWhoeverHasMost() {
    HeapShares.Share greedy = open("a");
    HeapShares.Share modest = open("b");
    greedy.take(70, NONE);
    modest.take(30, NONE);

    assertThatThrownBy(() -> greedy.take(10, NONE)).isInstanceOf(AutomationException.class);
    assertThat(givenUp).isEmpty();
    modest.take(0, NONE);
  }
}
