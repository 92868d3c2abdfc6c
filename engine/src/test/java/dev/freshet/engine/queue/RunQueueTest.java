package dev.freshet.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.Backoff;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.object.ManifestObjects;
import dev.freshet.engine.object.ReferenceGraph;
import dev.freshet.engine.reconcile.Run;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunQueueTest {
  /** Too long for any test to wait for. */
  private static final ReferenceGraph GRAPH =
      new ReferenceGraph(
          List.of(ImageRepository.KIND, ImagePolicy.KIND, ImageUpdateAutomation.KIND));

  private static final Duration LONG = Duration.ofHours(1);

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(10), Duration.ofMillis(10));
  private static final ObjectKey REPOSITORY = key(ImageRepository.KIND);
  private static final ObjectKey POLICY = key(ImagePolicy.KIND);
  private static final ObjectKey AUTOMATION = key(ImageUpdateAutomation.KIND);

  private static final Manifests MANIFESTS =
      Manifests.read(
          new Kinds(List.of(ImageUpdateAutomation.KIND)),
          List.of(
              new ManifestText(
                  "app.yaml",
                  """
                  apiVersion: image.toolkit.fluxcd.io/v1
                  kind: ImageRepository
                  metadata: {name: app, namespace: default}
                  spec: {image: registry.example/app, interval: 1m}
                  ---
                  apiVersion: image.toolkit.fluxcd.io/v1
                  kind: ImagePolicy
                  metadata: {name: app, namespace: default}
                  spec:
                    imageRepositoryRef: {name: app}
                    policy: {semver: {range: 1.x}}
                  """)),
          "default");

  private final List<ObjectKey> runs = new CopyOnWriteArrayList<>();
  private final Semaphore scans = new Semaphore(0);
  private RunQueue queue;

  @BeforeEach
  void open() {
    queue = queue(LONG);
  }

  @AfterEach
  void close() {
    scans.release(1000);
    queue.close();
  }

  private static ObjectKey key(Kind<?, ?> kind) {
    return new ObjectKey(kind, new NamespacedName("default", "app"));
  }

  private RunQueue queue(Duration settlingTime) {
    ManifestObjects objects = ManifestObjects.of(MANIFESTS);
    return new RunQueue(
        GRAPH,
        key -> key.kind() == ImageUpdateAutomation.KIND,
        () -> objects,
        (key, _) -> run(key),
        BACKOFF,
        new RunQueue.DrainTimeouts(settlingTime, LONG, Duration.ofMillis(10)),
        RunQueue.turns(_ -> 0));
  }

  /** A scan takes until it is let go. */
  private Optional<Run> run(ObjectKey key) {
    if (key.equals(REPOSITORY)) {
      scans.acquireUninterruptibly();
    }
    runs.add(key);
    return Optional.of(new Run(Run.Result.SUCCEEDED, List.of(), Optional.empty()));
  }

  @Test
  void selectsAndUpdatesOnceTheScanHasEnded() {
    queue.wake(REPOSITORY);
    queue.wake(POLICY);
    queue.wake(AUTOMATION);

    scans.release();

    await().untilAsserted(() -> assertThat(runs).containsExactly(REPOSITORY, POLICY, AUTOMATION));
  }

  @Test
  void updatesAfterABoundedTimeHoweverOftenItIsWoken() {
    Duration bound = Duration.ofMillis(300);
    queue.close();
    queue = queue(bound);
    queue.wake(REPOSITORY);
    queue.wake(AUTOMATION);

    await()
        .pollInterval(bound.dividedBy(5))
        .until(() -> {
          queue.wake(AUTOMATION);
          return runs.contains(AUTOMATION);
        });
  }

  @Test
  void waitsForNothingThatIsForgotten() {
    queue.wake(REPOSITORY);
    queue.wake(POLICY);
    queue.forget(POLICY);
    scans.release();
    await().until(() -> runs.contains(REPOSITORY));

    queue.wake(AUTOMATION);

    await().untilAsserted(() -> assertThat(runs).containsExactly(REPOSITORY, AUTOMATION));
  }

  @Test
  void waitsForNothingThatRunsLastOfAll() {
    queue.close();
    ManifestObjects objects = ManifestObjects.of(MANIFESTS);
    queue =
        new RunQueue(
            GRAPH,
            key -> key.kind() == ImageUpdateAutomation.KIND,
            () -> objects,
            (key, _) -> run(key),
            BACKOFF,
            new RunQueue.DrainTimeouts(LONG, LONG, Duration.ofMillis(10)),
            RunQueue.turns(key -> key.equals(REPOSITORY) ? 1 : 0));
    queue.wake(REPOSITORY);
    queue.wake(AUTOMATION);

    await().untilAsserted(() -> assertThat(runs).containsExactly(AUTOMATION));
  }

  @Test
  void goesOnWithTheOthersWhenOneThatTheyWaitedForIsForgotten() {
    queue.wake(REPOSITORY);
    queue.wake(POLICY);
    queue.wake(AUTOMATION);
    queue.forget(POLICY);
    scans.release();

    await().until(() -> runs.contains(AUTOMATION));
  }

  @Test
  void beginsRunsOfANamespaceHoweverManyOfAnotherHang() {
    queue.close();
    queue =
        new RunQueue(
            GRAPH,
            key -> key.kind() == ImageUpdateAutomation.KIND,
            () -> ManifestObjects.of(MANIFESTS),
            (key, _) -> {
              runs.add(key);
              if (key.name().namespace().equals("greedy")) {
                scans.acquireUninterruptibly();
              }
              return Optional.empty();
            },
            BACKOFF,
            new RunQueue.DrainTimeouts(LONG, Duration.ofMillis(10), Duration.ofMillis(10)),
            RunQueue.turns(_ -> 0));
    for (int i = 0; i < 1000; i++) {
      queue.wake(new ObjectKey(GitRepository.KIND, new NamespacedName("greedy", "app" + i)));
    }
    await().until(() -> runs.size() == RunQueue.MOST_AT_ONCE);

    queue.wake(REPOSITORY);

    await().until(() -> runs.contains(REPOSITORY));
    assertThat(runs).hasSize(RunQueue.MOST_AT_ONCE + 1);
  }

  @Test
  void runsAPolicyWithinABoundedTimeHoweverLongTheScan() {
    queue.close();
    queue = queue(Duration.ofMillis(10));
    queue.wake(REPOSITORY);
    queue.wake(POLICY);

    await().untilAsserted(() -> assertThat(runs).containsExactly(POLICY));
  }

  @Test
  void startsWhatWaitsForNothingWhileAScanIsUnderWay() {
    queue.wake(REPOSITORY);
    queue.start(POLICY);

    await().untilAsserted(() -> assertThat(runs).containsExactly(POLICY));
  }

  @Test
  void doesNotWaitForAScanAtItsEnd() {
    queue.close();
    AtomicBoolean interrupted = new AtomicBoolean();
    CountDownLatch scanning = new CountDownLatch(1);
    queue =
        new RunQueue(
            GRAPH,
            key -> key.kind() == ImageUpdateAutomation.KIND,
            () -> ManifestObjects.of(MANIFESTS),
            (_, _) -> {
              scanning.countDown();
              try {
                scans.acquire();
              } catch (InterruptedException _) {
                interrupted.set(true);
              }
              throw new CancellationException();
            },
            BACKOFF,
            new RunQueue.DrainTimeouts(LONG, LONG, Duration.ofMillis(10)),
            RunQueue.turns(_ -> 0));
    queue.wake(REPOSITORY);
    await().until(() -> scanning.getCount() == 0);

    queue.close();

    assertThat(interrupted).isTrue();
  }
}
