package dev.freshet.operator.install;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.operator.server.ApiFailure;
import dev.freshet.operator.server.ClusterOptions;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The cluster that is installed to. A failure names the object and repeats the API server. */
public final class TargetCluster implements AutoCloseable {
  private static final String FIELD_MANAGER = "freshet";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;

  /** What applying an object came to. */
  public enum Change {
    CREATED,
    CONFIGURED,
    UNCHANGED
  }

  private TargetCluster(KubernetesClient client) {
    this.client = client;
  }

  /** Refuses a kubeconfig that cannot be read; the cluster is reached when something is asked. */
  public static TargetCluster of(ClusterOptions options) {
    return new TargetCluster(options.connect());
  }

  /**
   * The Deployments of Flux that would work on the same objects. One that has a shard of its own,
   * by a label selector, is left out.
   */
  public List<String> rivals() {
    return asking(
        "list Deployments",
        () ->
            client
                .apps()
                .deployments()
                .inAnyNamespace()
                .withLabel("app.kubernetes.io/part-of", "flux")
                .withLabelIn(
                    "app.kubernetes.io/component",
                    "source-controller",
                    "image-reflector-controller",
                    "image-automation-controller")
                .list()
                .getItems()
                .stream()
                .filter(deployment -> deployment.getSpec().getReplicas() > 0)
                .filter(deployment -> !hasShard(deployment))
                .map(TargetCluster::label)
                .sorted()
                .toList());
  }

  private static boolean hasShard(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec().getContainers().stream()
        .map(Container::getArgs)
        .flatMap(List::stream)
        .anyMatch(argument -> argument.startsWith("--watch-label-selector="));
  }

  private static String label(HasMetadata object) {
    return "%s/%s/%s"
        .formatted(
            object.getKind(), object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  /** Applies an object by server-side apply, taking over fields that others have set. */
  public Change apply(Component component) {
    return asking(
        "apply " + component,
        () -> {
          var resource = resource(component);
          Optional<String> before = Optional.ofNullable(resource.get()).map(TargetCluster::version);
          String after =
              version(resource.fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply());
          return before
              .map(version -> version.equals(after) ? Change.UNCHANGED : Change.CONFIGURED)
              .orElse(Change.CREATED);
        });
  }

  /** Waits until a CRD is served or a Deployment rolled out; other objects are there at once. */
  public void await(Component component, Duration timeout) {
    switch (component.kind()) {
      case Components.CRD -> await(component, "Established", timeout);
      case Component.DEPLOYMENT -> await(component, "Available", timeout);
      default -> {} // nothing to wait for
    }
  }

  private void await(Component component, String condition, Duration timeout) {
    try {
      var _ =
          asking(
              "wait for " + component,
              () ->
                  resource(component)
                      .waitUntilCondition(
                          stored -> stored != null && Rollout.of(stored).has(condition),
                          timeout.toMillis(),
                          TimeUnit.MILLISECONDS));
    } catch (KubernetesClientTimeoutException late) {
      Rollout last = Rollout.of(asking("read " + component, () -> resource(component).require()));
      throw new ReasonedException(
          Reason.FAILED,
          "%s did not become %s in time%s".formatted(component, condition, last.reason(condition)),
          late);
    }
  }

  private NamespaceableResource<GenericKubernetesResource> resource(Component component) {
    return client.resource(
        JSON.convertValue(component.manifest(), GenericKubernetesResource.class));
  }

  private static String version(HasMetadata stored) {
    return stored.getMetadata().getResourceVersion();
  }

  private <T> T asking(String action, Supplier<T> question) {
    try {
      return question.get();
    } catch (KubernetesClientTimeoutException late) {
      throw late;
    } catch (KubernetesClientException failure) {
      String problem = new ApiFailure(failure).text(client.getMasterUrl());
      throw new ReasonedException(Reason.FAILED, action + ": " + problem, failure);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
