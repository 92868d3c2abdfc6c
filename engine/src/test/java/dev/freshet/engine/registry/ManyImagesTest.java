package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManyImagesTest {
  private static final int IMAGES = 3 * HostBudget.CONCURRENT;

  private final Scans scans = new Scans();

  @AfterEach
  void close() {
    scans.close();
  }

  /** The registry speaks no TLS and leaves the question whether it does without an answer. */
  @Test
  void askOnceWhichSchemeTheirRegistrySpeaks() throws Exception {
    try (var registry = InProcessRegistry.start();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, IMAGES).forEach(i -> registry.push("team/app-" + i, "1.0.0"));

      List<Future<List<String>>> lists = new ArrayList<>();
      for (int i = 0; i < IMAGES; i++) {
        String image = registry.image("team/app-" + i);
        lists.add(threads.submit(() -> scans.tags(image, ANONYMOUS)));
      }

      for (Future<List<String>> list : lists) {
        assertThat(list.get()).containsExactly("1.0.0");
      }
      assertThat(registry.received(Place.PING)).hasSize(1);
    }
  }
}
