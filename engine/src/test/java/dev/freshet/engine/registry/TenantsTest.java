package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ALICE;
import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.AutomationException;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.registry.host.HostBudget;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import dev.freshet.testkit.registry.TokenRealm;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two tenants who share a host or an image and nothing else. Each one's way is a registry that
 * answers as a proxy does: for whatever host it is asked.
 */
class TenantsTest {
  /** A local name, so that it may be asked over HTTP, where nothing listens. */
  private static final String IMAGE = "127.0.0.1:1/" + REPOSITORY;

  private static final Duration HOURS = Duration.ofHours(2);

  private final InProcessRegistry ours = InProcessRegistry.serving(REPOSITORY, 3);
  private final InProcessRegistry theirs = InProcessRegistry.serving(REPOSITORY, 3);
  private final TokenRealm realm = TokenRealm.onAnotherPort();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Connections connections = Connections.direct();
  private final RegistryClient client =
      new RegistryClient(InstantSource.system(), new Random(1), Thread::sleep, connections);

  @AfterEach
  void close() {
    threads.shutdownNow();
    connections.close();
    ours.close();
    theirs.close();
    realm.close();
  }

  private static RegistryAccess through(InProcessRegistry proxy, Holder holder) {
    return ANONYMOUS.with(ProxyAddress.parse("http://" + proxy.host())).heldBy(holder);
  }

  private static Holder us(String name) {
    return new Holder("ours", "ImageRepository ours/" + name);
  }

  private static Holder them(String name) {
    return new Holder("theirs", "ImageRepository theirs/" + name);
  }

  private List<Tag> tags(RegistryAccess access) {
    return client.tags(ImageName.parse(IMAGE), access).tags();
  }

  /** Scans that go on until the test ends. */
  private void keepAsking(String image, RegistryAccess access) {
    var _ =
        threads.submit(
            () -> client.tags(ImageName.parse(image), access.withTimeout(HOURS)).tags().size());
  }

  @Test
  void fetchTheirOwnTokensEachOnTheirOwnWay() {
    ours.withTokensFrom(realm);
    theirs.withTokensFrom(realm);
    tags(through(ours, us("app")));

    tags(through(theirs, them("app")));

    assertThat(realm.received()).hasSize(2);
    assertThat(theirs.received(Place.page(1)))
        .extracting(request -> request.authorization().orElse(""))
        .doesNotContain("Bearer token-1");
  }

  @Test
  void areNotToldToWaitByOneAnothersServers() {
    theirs.failAlways(Place.page(1), Fault.retryAfter(429, "3600"));
    keepAsking(IMAGE, through(theirs, them("app")));
    await().until(() -> !theirs.received(Place.page(1)).isEmpty());

    assertThat(tags(through(ours, us("app")))).hasSize(3);
    assertThatThrownBy(() -> tags(through(theirs, them("other"))))
        .isInstanceOf(AutomationException.class)
        .hasMessageContaining("the registry asked to wait 3");
  }

  @Test
  void leaveNoPauseBehindWhenTheyAreGone() {
    theirs.fail(Place.page(1), Fault.retryAfter(429, "3600"));
    keepAsking(IMAGE, through(theirs, them("app")));
    await().until(() -> !theirs.received(Place.page(1)).isEmpty());

    client.release(them("app"));

    assertThat(tags(through(theirs, us("app")))).hasSize(3);
  }

  @Test
  void doNotWaitForOneAnothersHungRequests() {
    theirs.failAlways(Place.page(1), new Fault.Drip(10_000));
    for (int i = 0; i < 200; i++) {
      var credentials = new RegistryCredentials.Basic("user-" + i, "secret");
      keepAsking(IMAGE, through(theirs, them("app-" + i)).with(credentials));
    }
    await().until(() -> theirs.received(Place.page(1)).size() >= 64);

    assertThat(tags(through(ours, us("app")))).hasSize(3);
  }

  @Test
  void doNotWaitForOneAnothersHungRequestsToTheSameHost() {
    ours.push("slow/app", "1");
    ours.failAlways(Place.page(1), new Fault.Drip(10_000));
    for (int i = 0; i < HostBudget.CONCURRENT; i++) {
      keepAsking(ours.image("slow/app"), ALICE.heldBy(them("app-" + i)));
    }
    await().until(() -> ours.received(Place.page(1)).size() == HostBudget.CONCURRENT);

    ImageName image = ImageName.parse(ours.image(REPOSITORY));
    RegistryAccess other = ANONYMOUS.withTimeout(Duration.ofSeconds(5));
    assertThat(client.manifest(image, new Tag("0.0.1"), other.heldBy(us("app"))))
        .isInstanceOf(ManifestAnswer.Found.class);
    assertThat(client.manifest(image, new Tag("0.0.1"), ALICE.heldBy(us("alice"))))
        .as("another namespace with the same access")
        .isInstanceOf(ManifestAnswer.Found.class);
  }

  @Test
  void keepWhatIsHeldForAnAccessUntilItsLastHolderGoes() {
    ours.withTokensFrom(realm);
    tags(through(ours, us("a")));
    tags(through(ours, us("b")));
    assertThat(realm.received()).hasSize(1);

    client.release(us("a"));
    tags(through(ours, us("b")));
    assertThat(realm.received()).hasSize(1);

    client.release(us("b"));
    tags(through(ours, us("b")));
    assertThat(realm.received()).hasSize(2);
  }

  @Test
  void letGoOfAnAccessThatTheyNoLongerUse() {
    ours.withTokensFrom(realm);
    RegistryAccess access = through(ours, us("a"));
    tags(access);
    tags(access.with(new RegistryCredentials.Basic("alice", "rotated")));

    tags(access);

    assertThat(realm.received()).hasSize(3);
  }

  @Test
  void costNoThreadEach() throws Exception {
    var platform = ManagementFactory.getThreadMXBean();
    tags(through(ours, us("warm")));
    int before = platform.getThreadCount();
    for (int i = 0; i < 1000; i++) {
      var credentials = new RegistryCredentials.Basic("user-" + i, "secret");
      RegistryAccess access = through(ours, us("app-" + i)).with(credentials);
      var _ = threads.submit(() -> tags(access));
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

    assertThat(platform.getThreadCount()).isLessThan(before + 40);
    assertThat(ours.received(Place.page(1))).hasSize(1001);
  }
}
