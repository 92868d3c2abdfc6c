package dev.freshet.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TagListTest {
  private static final RegistryAccess ACCESS = RegistryAccess.anonymous(Duration.ofSeconds(10));

  @Test
  void followsPaginationToTheLastPage() {
    try (var registry = InProcessRegistry.serving("team/app", 250).withPageSize(100);
        var client =
            new RegistryClient(
                InstantSource.system(), new Random(1), Thread::sleep, EnvironmentProxies.none())) {

      TagList list = client.tags(ImageName.parse(registry.image("team/app")), ACCESS);

      assertThat(list.tags().stream().map(Tag::value).toList())
          .isEqualTo(registry.listing("team/app"));
      assertThat(registry.received(Place.page(3))).hasSize(1);
    }
  }

  @Test
  void speed() {
    try (var registry = InProcessRegistry.serving("team/app", 100_000);
        var client =
            new RegistryClient(
                InstantSource.system(), new Random(1), Thread::sleep, EnvironmentProxies.none())) {
      for (int i = 0; i < 12; i++) {
        long t = System.nanoTime();
        int n = client.tags(ImageName.parse(registry.image("team/app")), ACCESS).tags().size();
        System.out.println(n + " " + (System.nanoTime() - t) / 1e6);
      }
    }
  }
}
