package dev.freshet.operator;

import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.pipeline.Event;
import dev.freshet.engine.pipeline.GitRemotes;
import dev.freshet.engine.pipeline.Pipeline;
import dev.freshet.engine.pipeline.RegistryAccesses;
import dev.freshet.engine.pipeline.RunQueue;
import dev.freshet.engine.proxy.EnvironmentProxies;
import dev.freshet.engine.registry.RegistryClient;
import dev.freshet.engine.registry.RegistryCredentials;
import dev.freshet.engine.state.StateFolder;
import dev.freshet.operator.cluster.Change;
import dev.freshet.operator.cluster.ClusterObject;
import dev.freshet.operator.cluster.ClusterObjects;
import dev.freshet.operator.cluster.ClusterStatuses;
import dev.freshet.operator.cluster.Finalizers;
import dev.freshet.operator.cluster.ObjectCache;
import dev.freshet.operator.cluster.ServedKind;
import dev.freshet.operator.cluster.Wakes;
import dev.freshet.operator.event.EventRecorder;
import dev.freshet.operator.event.InvolvedObject;
import dev.freshet.operator.leader.Identity;
import dev.freshet.operator.leader.Leadership;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The pipeline at work in a cluster: changes of objects wake them, runs write their statuses and
 * tell their events. Only the operator that leads has one.
 */
final class Controllers implements AutoCloseable {
  private final ObjectCache cache;
  private final RunQueue queue;
  private final Pipeline pipeline;
  private final Wakes wakes;
  private final EventRecorder events;
  private final Closing closing = new Closing();

  private Controllers(OperatorOptions options, KubernetesClient client, Leadership leadership) {
    StateFolder state = new StateFolder(options.storage());
    closing.add("the storage folder's lock", state.lock());
    RandomGenerator random = RandomGenerator.getDefault();
    InstantSource clock = InstantSource.system();
    var proxies = new EnvironmentProxies(System.getenv());
    var registry = new RegistryClient(clock, random, Thread::sleep, proxies);
    closing.add("connections to registries", registry);
    var mirrors = new GitMirrors(state.git(), clock, random, proxies);
    closing.add("mirrors", mirrors);
    events =
        options
            .events()
            .map(address ->
                EventRecorder.to(client, address, Identity.ofThisProcess().host()))
            .orElseGet(() -> EventRecorder.to(client));
    closing.add("events", events);
    cache = new ObjectCache(client, options.scope(), this::follow);
    var objects = new ClusterObjects(client, cache, options.crossNamespaceRefs());
    var statuses = new ClusterStatuses(client, cache);
    closing.add("statuses", statuses);
    wakes = new Wakes(objects, cache::owns);
    pipeline =
        new Pipeline(
            registry,
            new RegistryAccesses(_ -> RegistryCredentials.ANONYMOUS),
            new Ledger(state.ledger()),
            mirrors,
            new GitRemotes(_ -> Optional.empty(), clock),
            statuses,
            this::tell,
            Controllers::now,
            options.requeueDependency());
    var runs =
        new ObjectRuns(
            cache, objects, new Finalizers(client, cache), pipeline, leadership);
    queue = new RunQueue(() -> objects, (key, _) -> runs.run(key), options.backoff());
    closing.add("runs", queue);
    closing.add("watches", cache);
  }

  static Controllers start(OperatorOptions options, KubernetesClient client, Leadership leadership) {
    var controllers = new Controllers(options, client, leadership);
    controllers.cache.start();
    return controllers;
  }

  /** In statuses time has no fractions of a second, as all that Kubernetes keeps. */
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private void follow(Change change) {
    switch (change) {
      case Change.Requested(var key, String token) when cache.owns(key) -> queue.ask(key, token);
      case Change.Deleted(var key) -> {
        queue.forget(key);
        pipeline.forget(key);
        wakes.of(change).forEach(queue::wake);
      }
      case Change.Released(var key) -> queue.forget(key);
      default -> wakes.of(change).forEach(queue::wake);
    }
  }

  /** An object that is gone hears of nothing any more. */
  private void tell(Event event) {
    cache.find(event.object()).map(Controllers::involved).ifPresent(one -> events.record(one, event));
  }

  private static InvolvedObject involved(ClusterObject object) {
    var kind = ServedKind.of(object.key().kind());
    return new InvolvedObject(
        kind.group() + "/v1",
        object.key().kind().text(),
        object.key().name().namespace(),
        object.key().name().name(),
        object.uid(),
        Long.toUnsignedString(object.resourceVersion()),
        object.annotations());
  }

  /** Starts nothing more and waits for what runs. */
  @Override
  public void close() {
    closing.close();
  }
}
