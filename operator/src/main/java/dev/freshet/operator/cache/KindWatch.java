package dev.freshet.operator.cache;

import dev.freshet.api.kind.ApiGroup;
import dev.freshet.api.kind.Kind;
import dev.freshet.core.NamespacedName;
import dev.freshet.operator.object.ObjectReader;
import dev.freshet.operator.server.ApiFailure;
import dev.freshet.operator.thread.Boundary;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lists and watches one kind, for as long as it is open, whatever happens to the API server. */
final class KindWatch implements AutoCloseable {
  /** Objects per request; a limited list also is never one that an API server has kept too long. */
  private static final long PAGE = 500;

  private final KubernetesClient client;
  private final Kind<?, ?> kind;
  private final Optional<String> namespace;
  private final Consumer<Sighting> listener;

  /** Outlives a list, so that the next one tells what is gone. */
  private final KnownItems items = new KnownItems();

  private SharedIndexInformer<GenericKubernetesResource> informer;

  /** What a watch tells. */
  sealed interface Sighting {
    record Seen(GenericKubernetesResource resource) implements Sighting {}

    record Gone(NamespacedName name, String uid) implements Sighting {}

    /**
     * All there is is about to be seen.
     *
     * @param since up to which version everything has been seen; zero when nothing has
     */
    record Listing(long since) implements Sighting {}

    /** Everything there was in this version has been seen. */
    record Listed(long version) implements Sighting {}

    /** The kind cannot be listed or watched now; it is tried again. */
    record Failed(String problem) implements Sighting {}
  }

  /** Begins to list and watch. */
  KindWatch(
      KubernetesClient client,
      Kind<?, ?> kind,
      Optional<String> namespace,
      Consumer<Sighting> listener) {
    this.client = client;
    this.kind = kind;
    this.namespace = namespace;
    this.listener = listener;
    informer = start(0);
  }

  /**
   * Lists all anew.
   *
   * @param since up to which version everything has been seen
   */
  synchronized void startAgain(long since) {
    informer.close();
    informer = start(since);
  }

  private SharedIndexInformer<GenericKubernetesResource> start(long since) {
    var everywhere = client.genericKubernetesResources(context(kind));
    AnyNamespaceOperation<GenericKubernetesResource, ?, ?> resources =
        namespace.isPresent()
            ? everywhere.inNamespace(namespace.get())
            : everywhere.inAnyNamespace();
    SharedIndexInformer<GenericKubernetesResource> started =
        resources
            .withLimit(PAGE)
            .runnableInformer(0)
            .addEventHandler(new Events(kind, listener, since))
            .itemStore(items) // after the handler, which would be told of what is in it already
            .exceptionHandler((_, failure) -> {
              listener.accept(new Sighting.Failed(problem(failure)));
              return true;
            });
    // Its failures are the exception handler's, which never gives up.
    var _ = started.start();
    return started;
  }

  /** Whether it goes on by itself; it does, unless something ended it that nobody foresaw. */
  synchronized boolean isRunning() {
    return informer.isRunning();
  }

  @Override
  public synchronized void close() {
    informer.close();
  }

  /** One event that nobody foresaw is left out, and the watch goes on. */
  private record Events(Kind<?, ?> kind, Consumer<Sighting> listener, long since)
      implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource resource) {
      tell(resource, Sighting.Seen::new);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource resource) {
      tell(resource, Sighting.Seen::new);
    }

    @Override
    public void onDelete(GenericKubernetesResource resource, boolean deletedFinalStateUnknown) {
      tell(
          resource,
          _ -> {
            ObjectMeta metadata = resource.getMetadata();
            return new Sighting.Gone(
                new NamespacedName(metadata.getNamespace(), metadata.getName()), metadata.getUid());
          });
    }

    @Override
    public void onBeforeList(@Nullable String lastSyncResourceVersion) {
      tell(
          "begin to list",
          () ->
              new Sighting.Listing(
                  lastSyncResourceVersion == null
                      ? since
                      : ObjectReader.version(lastSyncResourceVersion)));
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
      tell("list", () -> new Sighting.Listed(ObjectReader.version(resourceVersion)));
    }

    private void tell(
        GenericKubernetesResource resource, Function<GenericKubernetesResource, Sighting> event) {
      tell("take in " + Cache.metaNamespaceKeyFunc(resource) + " of", () -> event.apply(resource));
    }

    private void tell(String what, Supplier<Sighting> event) {
      Boundary.around(what + " " + kind.definition(), () -> listener.accept(event.get()));
    }
  }

  private static ResourceDefinitionContext context(Kind<?, ?> kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(kind.group().name())
        .withVersion(ApiGroup.STORED_VERSION)
        .withKind(kind.name())
        .withPlural(kind.plural())
        .withNamespaced(true)
        .build();
  }

  private String problem(Throwable cause) {
    var failure = new ApiFailure(cause);
    return failure.code() == HttpURLConnection.HTTP_NOT_FOUND
        ? "the API server does not know %s in version %s"
            .formatted(kind.definition(), ApiGroup.STORED_VERSION)
        : "cannot watch %s: %s".formatted(kind.definition(), failure.text(client.getMasterUrl()));
  }
}
