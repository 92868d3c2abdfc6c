package dev.freshet.operator.cluster;

import dev.freshet.core.NamespacedName;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Consumer;

/** Lists and watches one kind, for as long as it is open, whatever happens to the API server. */
final class KindWatch implements AutoCloseable {
  /** Objects per request; a limited list also is never one that an API server has kept too long. */
  private static final long PAGE = 500;

  private final SharedIndexInformer<GenericKubernetesResource> informer;

  /** What a watch tells. */
  sealed interface Sighting {
    record Seen(GenericKubernetesResource resource) implements Sighting {}

    record Gone(NamespacedName name, String uid) implements Sighting {}

    /** Everything there is has been seen. */
    record Listed() implements Sighting {}

    /** The kind cannot be listed or watched now; it is tried again. */
    record Failed(String problem) implements Sighting {}
  }

  private KindWatch(SharedIndexInformer<GenericKubernetesResource> informer) {
    this.informer = informer;
  }

  static KindWatch start(
      KubernetesClient client,
      ServedKind kind,
      Optional<String> namespace,
      Consumer<Sighting> listener) {
    var everywhere = client.genericKubernetesResources(context(kind));
    AnyNamespaceOperation<GenericKubernetesResource, ?, ?> resources =
        namespace.isPresent()
            ? everywhere.inNamespace(namespace.get())
            : everywhere.inAnyNamespace();
    SharedIndexInformer<GenericKubernetesResource> informer =
        resources
            .withLimit(PAGE)
            .runnableInformer(0)
            .itemStore(new ItemVersions())
            .addEventHandler(new Events(listener))
            .exceptionHandler((_, failure) -> {
              listener.accept(new Sighting.Failed(problem(client, kind, failure)));
              return true;
            });
    // Its failures are the exception handler's, which never gives up.
    var _ = informer.start();
    return new KindWatch(informer);
  }

  @Override
  public void close() {
    informer.close();
  }

  private record Events(Consumer<Sighting> listener)
      implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource resource) {
      listener.accept(new Sighting.Seen(resource));
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource resource) {
      listener.accept(new Sighting.Seen(resource));
    }

    @Override
    public void onDelete(GenericKubernetesResource resource, boolean deletedFinalStateUnknown) {
      ObjectMeta metadata = resource.getMetadata();
      listener.accept(
          new Sighting.Gone(
              new NamespacedName(metadata.getNamespace(), metadata.getName()), metadata.getUid()));
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
      listener.accept(new Sighting.Listed());
    }
  }

  private static ResourceDefinitionContext context(ServedKind kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(kind.group())
        .withVersion(ServedKind.VERSION)
        .withKind(kind.kind().text())
        .withPlural(kind.plural())
        .withNamespaced(true)
        .build();
  }

  private static String problem(KubernetesClient client, ServedKind kind, Throwable cause) {
    var failure = new ApiFailure(cause);
    return failure.code() == HttpURLConnection.HTTP_NOT_FOUND
        ? "the API server does not know %s in version %s"
            .formatted(kind.definition(), ServedKind.VERSION)
        : "cannot watch %s: %s".formatted(kind.definition(), failure.text(client.getMasterUrl()));
  }
}
