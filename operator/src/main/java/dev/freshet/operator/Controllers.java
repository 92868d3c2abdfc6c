package dev.freshet.operator;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.ApiGroup;
import dev.freshet.engine.artifact.Archiving;
import dev.freshet.engine.artifact.ArtifactStore;
import dev.freshet.engine.artifact.Retention;
import dev.freshet.engine.file.DiskProblem;
import dev.freshet.engine.file.DiskShares;
import dev.freshet.engine.process.Closer;
import dev.freshet.engine.process.Controller;
import dev.freshet.engine.process.EngineOptions;
import dev.freshet.engine.process.EngineParts;
import dev.freshet.engine.queue.RunQueue;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.Pace;
import dev.freshet.engine.reconcile.Pipeline;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.state.StateFolder;
import dev.freshet.operator.cache.ClusterObjects;
import dev.freshet.operator.cache.Dependents;
import dev.freshet.operator.cache.ObjectCache;
import dev.freshet.operator.cache.ObjectChange;
import dev.freshet.operator.event.EventRecorder;
import dev.freshet.operator.event.InvolvedObject;
import dev.freshet.operator.leader.Identity;
import dev.freshet.operator.leader.Leadership;
import dev.freshet.operator.log.Reconciliation;
import dev.freshet.operator.object.ClusterObject;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.operator.write.ClusterStatuses;
import dev.freshet.operator.write.Finalizers;
import dev.freshet.web.artifact.ArtifactFiles;
import dev.freshet.web.health.Pulse;
import dev.freshet.web.metric.MeasuredRuns;
import dev.freshet.web.metric.Metrics;
import dev.freshet.web.server.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipeline at work in a cluster: changes of objects wake them, runs write their statuses and
 * tell their events. Only the operator that leads has one.
 */
final class Controllers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);

  private final ObjectCache cache;
  private final RunQueue queue;
  private final Pipeline pipeline;
  private final Dependents dependents;
  private final EventRecorder events;
  private final Metrics metrics;
  private final Closer closer = new Closer();

  private Controllers(
      OperatorOptions options,
      List<Controller> controllers,
      KubernetesClient client,
      Leadership leadership,
      Metrics metrics,
      Pulse pulse) {
    this.metrics = metrics;
    StateFolder state = new StateFolder(options.storage());
    closer.add("the storage folder's lock", state.lock("--storage-path"));
    var disk = new DiskShares(options.storageSize());
    var server = new ApiServerClient(client);
    cache =
        new ObjectCache(
            Controller.kinds(controllers), client, options.scope(), pulse, this::follow);
    var statuses = new ClusterStatuses(server, cache, pulse);
    HttpServer files = serve(options, state.artifacts());
    var parts =
        EngineParts.open(
            state,
            engine(options, metrics, disk),
            statuses,
            new Archiving(
                artifacts(options, state, files, disk),
                options.sources().intervalJitter(),
                RandomGenerator.getDefault()),
            closer);
    events =
        options
            .events()
            .map(address -> EventRecorder.to(server, address, Identity.ofThisProcess().host()))
            .orElseGet(() -> EventRecorder.to(server));
    closer.add("events", events);
    events.expectIn(pulse::expect);
    closer.add("statuses", statuses);
    closer.add("artifacts", files);
    var objects = new ClusterObjects(server, cache, options.crossNamespaceRefs());
    pipeline = Controller.pipeline(controllers, parts, this::tell);
    dependents = new Dependents(pipeline.graph(), objects, cache::owns);
    var runs = new ObjectRuns(cache, objects, new Finalizers(server, cache), pipeline, leadership);
    queue =
        new RunQueue(
            pipeline.graph(),
            pipeline::runsToItsEnd,
            () -> objects,
            new MeasuredRuns((key, _) -> runs.run(key), metrics),
            options.backoff(),
            parts.survival()::suspicion);
    closer.add("runs", queue);
    pulse.expect("the queue of runs", queue::probe);
    closer.add("watches", cache);
  }

  private static EngineOptions engine(OperatorOptions options, Metrics metrics, DiskShares disk) {
    return new EngineOptions(
        options.addresses(),
        disk,
        Pace.of(Controllers::now, options.requeueDependency()),
        _ -> RegistryCredentials.ANONYMOUS,
        _ -> Optional.empty(),
        metrics::called,
        metrics.images());
  }

  static Controllers start(
      OperatorOptions options,
      List<Controller> controllers,
      KubernetesClient client,
      Leadership leadership,
      Metrics metrics,
      Pulse pulse) {
    var started = new Controllers(options, controllers, client, leadership, metrics, pulse);
    started.cache.start();
    return started;
  }

  private static HttpServer serve(OperatorOptions options, Path artifacts) {
    try {
      Files.createDirectories(artifacts);
    } catch (IOException cause) {
      throw new ReasonedException(
          Reason.FAILED,
          "create the folder %s for artifacts: %s".formatted(artifacts, DiskProblem.of(cause)),
          cause);
    }
    return HttpServer.open(
        options.endpoints().artifacts(), List.of(new ArtifactFiles(artifacts).route()));
  }

  private static ArtifactStore artifacts(
      OperatorOptions options, StateFolder state, HttpServer files, DiskShares disk) {
    OperatorOptions.SourceOptions sources = options.sources();
    return new ArtifactStore(
        state.artifacts(),
        sources.advertised().isEmpty()
            ? ownAddress(options.endpoints(), files.port())
            : sources.advertised(),
        new Retention(sources.retentionTtl(), sources.retentionRecords()),
        sources.digest(),
        Controllers::now,
        disk);
  }

  /** For whoever is on the same network as this process. */
  private static String ownAddress(OperatorOptions.Endpoints endpoints, int port) {
    return endpoints.artifacts().reachable(Identity.ofThisProcess().host(), port).toString();
  }

  /** In statuses time has no fractions of a second, as all that Kubernetes keeps. */
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private void follow(ObjectChange change) {
    switch (change) {
      case ObjectChange.Requested(var key, String token) when cache.owns(key) ->
          queue.ask(key, token);
      case ObjectChange.Deleted _, ObjectChange.Released _ -> {
        queue.forget(change.object());
        pipeline.forget(change.object());
        metrics.deleted(change.object());
        dependents.of(change).forEach(queue::wake);
      }
      // It has nothing to wait for any more, least of all for a server that never ends an answer.
      case ObjectChange.Deleting(var key) when cache.owns(key) -> {
        queue.start(key);
        queue.giveUp(key);
      }
      default -> dependents.of(change).forEach(queue::wake);
    }
  }

  /** An object that is gone hears of nothing any more; the log does. */
  private void tell(Event event) {
    Reconciliation.about(event.object()).run(() -> log(event));
    cache
        .find(event.object())
        .map(Controllers::involved)
        .ifPresent(one -> events.record(one, event));
  }

  private static void log(Event event) {
    switch (event.type()) {
      case WARNING ->
          LOG.atError().addKeyValue("reason", event.reason().text()).log(event.message());
      case NORMAL -> LOG.atInfo().addKeyValue("reason", event.reason().text()).log(event.message());
      case TRACE -> LOG.debug(event.message());
    }
  }

  private static InvolvedObject involved(ClusterObject object) {
    return new InvolvedObject(
        object.key().kind().group().apiVersion(ApiGroup.STORED_VERSION),
        object.key().kind().name(),
        object.key().name().namespace(),
        object.key().name().name(),
        object.uid(),
        Long.toUnsignedString(object.resourceVersion()),
        object.annotations());
  }

  /** Starts nothing more and waits for what runs. */
  @Override
  public void close() {
    closer.close();
  }
}
