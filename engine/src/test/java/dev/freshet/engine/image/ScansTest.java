package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.image.ImageName;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.registry.RegistryClient;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScansTest {
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final InProcessRegistry registry = InProcessRegistry.serving("app", 3);
  private final Connections connections = Connections.direct();
  private final RegistryClient client =
      new RegistryClient(InstantSource.system(), new Random(1), Thread::sleep, connections);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Scans scans = new Scans(client, InstantSource.system());

  @AfterEach
  void close() {
    threads.shutdownNow();
    connections.close();
    registry.close();
  }

  private static Holder holder(String namespace, String name) {
    return new Holder(namespace, "ImageRepository " + namespace + "/" + name);
  }

  private int list(String image, Holder holder, Duration timeout) {
    RegistryAccess access = RegistryAccess.anonymous(timeout).heldBy(holder);
    ImageName name = ImageName.parse(registry.image(image));
    try (Scans.Scan scan = scans.list(name, access, INTERVAL, INTERVAL)) {
      return scan.tags().size();
    }
  }

  private int requests() {
    return registry.received(Place.page(1)).size();
  }

  /** A scan that hangs until its time is over, while the registry is well again. */
  private Future<Integer> hanging(Holder holder, Duration timeout) {
    registry.fail(Place.page(1), new Fault.Drip(10_000));
    Future<Integer> hanging = threads.submit(() -> list("app", holder, timeout));
    await().until(() -> requests() == 1);
    return hanging;
  }

  @Test
  void takeWhatAnotherNamespaceWithTheSameAccessHasListed() {
    list("app", holder("a", "app"), TIMEOUT);

    assertThat(list("app", holder("b", "app"), TIMEOUT)).isEqualTo(3);
    assertThat(requests()).isEqualTo(1);
    assertThat(client.memory().taken()).isZero();
  }

  @Test
  void askThemselvesWhereAnotherNamespaceHasFailed() {
    Duration soon = Duration.ofSeconds(3);
    Future<Integer> hanging = hanging(holder("a", "app"), soon);
    Future<Integer> neighbour = threads.submit(() -> list("app", holder("a", "more"), soon));

    assertThat(list("app", holder("b", "app"), soon)).isEqualTo(3);
    assertThatThrownBy(hanging::get).hasMessageContaining("timed out after 3s");
    assertThatThrownBy(neighbour::get).hasMessageContaining("timed out after 3s");
  }

  @Test
  void askThemselvesWhereTheRunOfAnotherObjectWasEnded() throws Exception {
    Future<Integer> hanging = hanging(holder("a", "app"), TIMEOUT);
    var neighbour = new FutureTask<>(() -> list("app", holder("a", "more"), TIMEOUT));
    Thread waiting = Thread.startVirtualThread(neighbour);
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

    hanging.cancel(true);

    assertThat(neighbour.get()).isEqualTo(3);
  }

  @Test
  void doNotWaitForOneWithAnotherTimeout() {
    var _ = hanging(holder("a", "app"), Duration.ofHours(2));

    assertThat(list("app", holder("b", "app"), TIMEOUT)).isEqualTo(3);
  }

  @Test
  void keepNoMoreThanAPartOfTheMemory() {
    registry.push("other", "1", "2", "3");
    scans = new Scans(client, InstantSource.system(), 250);
    list("app", holder("a", "app"), TIMEOUT);
    list("other", holder("a", "other"), TIMEOUT);
    assertThat(requests()).isEqualTo(2);

    list("other", holder("b", "other"), TIMEOUT);
    assertThat(requests()).isEqualTo(2);
    list("app", holder("b", "app"), TIMEOUT);
    assertThat(requests()).isEqualTo(3);
  }

  @Test
  void letGoOfAListWithTheObjectThatAskedForIt() {
    list("app", holder("a", "app"), TIMEOUT);
    scans.release(holder("a", "app"));

    list("app", holder("b", "app"), TIMEOUT);
    assertThat(requests()).isEqualTo(2);
  }

  @Test
  void askThemselvesWhereAnotherObjectOfTheirsWasGivenUp() {
    Future<Integer> hanging = hanging(holder("a", "app"), Duration.ofHours(2));
    Future<Integer> neighbour =
        threads.submit(() -> list("app", holder("a", "more"), Duration.ofHours(2)));

    hanging.cancel(true);

    assertThat(neighbour).succeedsWithin(TIMEOUT).isEqualTo(3);
  }
}
