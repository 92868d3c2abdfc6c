package dev.freshet.operator.cache;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.core.NamespacedName;
import dev.freshet.operator.object.ClusterObject;
import dev.freshet.operator.object.ObjectReader;
import dev.freshet.operator.server.Answer;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.operator.thread.Boundary;
import dev.freshet.web.health.Pulse;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every object of the served kinds as the API server has it, kept up by watches, which go on by
 * themselves after an API server has been away. Complete once every kind has been listed; until
 * then nobody is told of anything.
 */
public final class ObjectCache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectCache.class);

  /** How long a watch may hear nothing although there is something to be heard. */
  private static final Duration CHECK = Duration.ofMinutes(1);

  private final List<Kind<?, ?>> kinds;
  private final KubernetesClient client;
  private final ApiServerClient server;
  private final Scope scope;
  private final Pulse pulse;
  private final ExecutorService teller =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("freshet-changes").factory());
  private final Map<Kind<?, ?>, KindWatch> watches = new ConcurrentSkipListMap<>();
  private final ScheduledExecutorService checks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("freshet-versions").factory());
  private final Map<Kind<?, ?>, String> problems = new ConcurrentSkipListMap<>();
  private final ObjectStates states;
  private final ObjectReader reader;

  /**
   * @param kinds those whose objects are watched
   * @param pulse looks after the threads that keep this up
   * @param listener told of one change after the other, each object's in their order
   */
  public ObjectCache(
      List<? extends Kind<?, ?>> kinds,
      KubernetesClient client,
      Scope scope,
      Pulse pulse,
      Consumer<ObjectChange> listener) {
    this.kinds = List.copyOf(kinds);
    this.client = client;
    this.pulse = pulse;
    server = new ApiServerClient(client);
    this.scope = scope;
    states = new ObjectStates(kinds, scope, change -> tell(listener, change));
    reader = new ObjectReader(new Kinds(kinds), states::find);
  }

  private void tell(Consumer<ObjectChange> listener, ObjectChange change) {
    try {
      // A change that nobody foresaw does not take others with it.
      teller.execute(() -> Boundary.around("follow " + change, () -> listener.accept(change)));
    } catch (RejectedExecutionException _) {
      // Closed meanwhile: nobody is told any more, but runs that end still write.
    }
  }

  /** Begins to list and watch; returns at once. */
  public void start() {
    for (Kind<?, ?> kind : kinds) {
      watches.put(
          kind,
          new KindWatch(
              client,
              kind,
              scope.namespace(),
              sighting ->
                  pulse.during("the watch of " + kind.definition(), () -> follow(kind, sighting))));
    }
    pulse.expect("the teller of changes", teller::execute);
    pulse.expect("the check of watches", checks::execute);
    var _ =
        checks.scheduleWithFixedDelay(
            this::checkVersions, CHECK.toMillis(), CHECK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Lists a kind anew when it is at an older version than was known before asking. A watch is
   * silent then, until the API server comes to the version it was begun at.
   */
  void checkVersions() {
    watches.forEach((kind, watch) ->
        Boundary.around("check the watch of " + kind.definition(), () -> check(kind, watch)));
  }

  private void check(Kind<?, ?> kind, KindWatch watch) {
    long known = states.newest(kind);
    if (!watch.isRunning()) {
      LOG.error("the watch of {} has ended: listing anew", kind.definition());
      watch.startAgain(known);
    } else if (server.first(scope.path(kind)) instanceof Answer.Done(var list)
        && Long.compareUnsigned(
                ObjectReader.version(list.at("/metadata/resourceVersion").asText("0")), known)
            < 0) {
      LOG.warn(
          "{} are at an older version than before, as after a restored backup: listing anew",
          kind.definition());
      watch.startAgain(known);
    }
  }

  /** Whether every object there is is known. */
  boolean isComplete() {
    return states.isComplete();
  }

  /** What keeps kinds from being listed or watched at the moment, in words. */
  Collection<String> problems() {
    return List.copyOf(problems.values());
  }

  public Optional<ClusterObject> find(ObjectKey key) {
    return states.find(key);
  }

  /** All objects of a kind, sorted; a view of what is known now. */
  public Collection<ClusterObject> all(Kind<?, ?> kind) {
    return states.all(kind);
  }

  /** Whether the object is there and this process takes care of it. */
  public boolean owns(ObjectKey key) {
    return states.owns(key);
  }

  /** Takes in what the API server answered to a request of our own. */
  public void answered(Kind<?, ?> kind, JsonNode object) {
    states.answered(reader.read(kind, object));
  }

  /** Takes in what a look showed for which this state was not known to be outdated. */
  public void looked(ClusterObject known, JsonNode object) {
    states.looked(known, reader.read(known.key().kind(), object));
  }

  public void writing(ObjectKey key, JsonNode status) {
    states.writing(key, status);
  }

  public void written(ObjectKey key) {
    states.written(key);
  }

  @Override
  public void close() {
    checks.shutdownNow();
    watches.values().forEach(KindWatch::close);
    teller.shutdown();
  }

  private void follow(Kind<?, ?> kind, KindWatch.Sighting sighting) {
    switch (sighting) {
      case KindWatch.Sighting.Seen(var resource) -> seen(kind, resource);
      case KindWatch.Sighting.Gone(var name, String uid) ->
          states.gone(new ObjectKey(kind, name), uid);
      case KindWatch.Sighting.Listing(long since) -> states.listing(kind, since);
      case KindWatch.Sighting.Listed(long version) -> {
        if (problems.remove(kind) != null) {
          LOG.info("watching {} again", kind.definition());
        }
        states.listed(kind, version);
      }
      case KindWatch.Sighting.Failed(String problem) -> {
        if (!problem.equals(problems.put(kind, problem))) { // once, not with each attempt
          LOG.warn("{}; trying again", problem);
        }
      }
    }
  }

  private void seen(Kind<?, ?> kind, GenericKubernetesResource resource) {
    ObjectMeta metadata = resource.getMetadata();
    ObjectKey key =
        new ObjectKey(kind, new NamespacedName(metadata.getNamespace(), metadata.getName()));
    long version = ObjectReader.version(metadata.getResourceVersion());
    if (!states.knows(key, metadata.getUid(), version)) { // else an echo of our own write
      states.seen(reader.read(kind, json(resource)));
    }
  }

  private JsonNode json(GenericKubernetesResource resource) {
    return client.getKubernetesSerialization().convertValue(resource, JsonNode.class);
  }
}
