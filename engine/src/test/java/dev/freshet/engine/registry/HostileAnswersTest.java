package dev.freshet.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.image.ImageName;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.registry.host.RegistryException;
import dev.freshet.testkit.hostile.HostileRegistry;
import dev.freshet.testkit.time.ProcessorTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a registry answers, a scan ends with tags or a name, and costs little. */
@Timeout(60)
class HostileAnswersTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration MOST = Duration.ofSeconds(2);

  private final Connections connections = Connections.direct();
  private final RegistryClient client =
      new RegistryClient(InstantSource.system(), new Random(1), Thread::sleep, connections);

  @AfterEach
  void close() {
    connections.close();
  }

  private void scan(String image) {
    try {
      TagList list = client.tags(ImageName.parse(image), RegistryAccess.anonymous(TIMEOUT));
      list.memory().close();
    } catch (RegistryException refused) {
      assertThat(refused.getMessage())
          .hasSizeLessThan(1500)
          .doesNotContain("TOP-SECRET-BODY", "\u001b");
    }
    assertThat(client.memory().taken()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void areReadOrRefusedWithinTwoSecondsOfAProcessor(HostileRegistry.Fault fault) throws Throwable {
    try (var registry = HostileRegistry.start()) {
      assertThat(ProcessorTime.ofOneRun(MOST, () -> scan(registry.image(fault)))).isLessThan(MOST);
    }
  }

  @ParameterizedTest
  @EnumSource
  void areReadOrRefusedByThePingAsSoon(HostileRegistry.Ping ping) throws Throwable {
    try (var registry = HostileRegistry.start(ping)) {
      String image = registry.image(HostileRegistry.Fault.NONE);

      assertThat(ProcessorTime.ofOneRun(MOST, () -> scan(image))).isLessThan(MOST);
    }
  }
}
