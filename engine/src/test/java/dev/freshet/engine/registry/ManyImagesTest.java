package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.registry.host.HostBudget;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
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

  @Test
  void askOnceWhetherTheirRegistryNamesNextPages() throws Exception {
    List<String> full = IntStream.range(0, 1000).mapToObj(number -> "0.0." + number).toList();
    try (var registry = InProcessRegistry.start()) {
      registry.withPageSize(1000);
      for (int i = 0; i < IMAGES; i++) {
        registry.push("team/app-" + i, "0.0.0");
        registry.list("team/app-" + i, full);
      }

      for (Future<List<String>> list : scanned(registry)) {
        assertThat(list.get()).hasSize(1000);
      }

      assertThat(registry.received(Place.page(1)))
          .filteredOn(request -> "n=1".equals(request.target().getQuery()))
          .hasSize(1);
      assertThat(registry.received(Place.page(2))).isEmpty();
    }
  }

  /** The registry speaks no TLS and leaves the question whether it does without an answer. */
  @Test
  void askOnceWhichSchemeTheirRegistrySpeaks() throws Exception {
    try (var registry = InProcessRegistry.start()) {
      IntStream.range(0, IMAGES).forEach(i -> registry.push("team/app-" + i, "1.0.0"));

      for (Future<List<String>> list : scanned(registry)) {
        assertThat(list.get()).containsExactly("1.0.0");
      }
      assertThat(registry.received(Place.PING)).hasSize(1);
    }
  }

  /** Scans all images at once. */
  private List<Future<List<String>>> scanned(InProcessRegistry registry) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return IntStream.range(0, IMAGES)
          .mapToObj(i -> registry.image("team/app-" + i))
          .map(image -> threads.submit(() -> scans.tags(image, ANONYMOUS)))
          .toList();
    }
  }
}
