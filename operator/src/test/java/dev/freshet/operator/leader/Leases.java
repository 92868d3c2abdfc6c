package dev.freshet.operator.leader;

import dev.freshet.core.NamespacedName;
import dev.freshet.operator.leader.LeaderOptions.Release;
import dev.freshet.operator.server.ClusterOptions;
import dev.freshet.testkit.kube.ControlPlane;
import dev.freshet.testkit.kube.User;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Leases of a control plane, and options for those who want one.
 *
 * @param candidates a client that may do what the operator may, and no more
 */
record Leases(ControlPlane plane, KubernetesClient client, KubernetesClient candidates)
    implements AutoCloseable {
  private static final User OPERATOR = User.named("operator");

  static Leases start() {
    var plane = ControlPlane.start(OPERATOR);
    plane.kubectl(
        "create",
        "role",
        "lead",
        "--verb=get,create,update",
        "--resource=leases.coordination.k8s.io");
    plane.kubectl("create", "rolebinding", "lead", "--role=lead", "--user=" + OPERATOR.name());
    return new Leases(
        plane, client(plane.kubeconfig(User.ADMIN)), client(plane.kubeconfig(OPERATOR)));
  }

  Path kubeconfig() {
    return plane.kubeconfig(OPERATOR);
  }

  static KubernetesClient client(Path kubeconfig) {
    return new ClusterOptions(Optional.of(kubeconfig), Optional.empty(), "0.0.0-test").connect();
  }

  /** A lease of four seconds, renewed every half of one, given up after three. */
  static LeaderOptions options(String lease) {
    return options(lease, Duration.ofSeconds(4), Duration.ofSeconds(3));
  }

  static LeaderOptions options(String lease, Duration duration, Duration deadline) {
    return new LeaderOptions(
        new NamespacedName("default", lease),
        new Identity("host", UUID.randomUUID()),
        duration,
        deadline,
        Duration.ofMillis(500),
        Release.ON_CLOSE);
  }

  static LeaderOptions withoutRelease(LeaderOptions options) {
    return new LeaderOptions(
        options.lease(),
        options.identity(),
        options.leaseDuration(),
        options.renewDeadline(),
        options.retryPeriod(),
        Release.NEVER);
  }

  Lease find(String name) {
    return client.leases().inNamespace("default").withName(name).get();
  }

  String holder(String name) {
    return find(name).getSpec().getHolderIdentity();
  }

  /** Writes what another candidate would. */
  void write(String name, LeaseSpec spec) {
    var lease = new Lease();
    lease.setMetadata(new ObjectMetaBuilder().withNamespace("default").withName(name).build());
    lease.setSpec(spec);
    client.resource(lease).serverSideApply();
  }

  @Override
  public void close() {
    candidates.close();
    client.close();
    plane.close();
  }
}
