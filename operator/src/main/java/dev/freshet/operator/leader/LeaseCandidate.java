package dev.freshet.operator.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One candidate's dealings with the Lease: look, and take or renew it if that is allowed. Every
 * write names the version that was looked at, so of two that take it at once one is refused.
 *
 * <p>A lease held by another has run out when it has not changed for its duration, as measured
 * here. The times written in it are for people: they come from another machine's clock.
 */
final class LeaseCandidate {
  private final KubernetesClient client;
  private final LeaderOptions options;
  private final String identity;
  private Optional<Seen> seen = Optional.empty();

  /** A lease as it was when it was first seen like that. */
  private record Seen(LeaseSpec spec, Moment since) {}

  LeaseCandidate(KubernetesClient client, LeaderOptions options) {
    this.client = client;
    this.options = options;
    identity = options.identity().toString();
  }

  /** Takes or renews the lease if that is allowed. Empty if it is held now, else by whom it is. */
  Optional<String> claim() {
    Optional<Lease> found = find();
    if (found.isEmpty()) {
      client.resource(withSpec(new Lease(), first())).create();
      return Optional.empty();
    }
    LeaseSpec spec = spec(found.get());
    String holder = holder(spec);
    if (holder.equals(identity)) {
      client.resource(withSpec(found.get(), renewed(spec))).update();
      return Optional.empty();
    }
    if (!holder.isEmpty() && !hasRunOut(spec)) {
      return Optional.of(holder);
    }
    client.resource(withSpec(found.get(), taken(spec))).update();
    return Optional.empty();
  }

  /** Lets others take the lease at once, if it is this candidate's. */
  void release() {
    find()
        .filter(lease -> holder(spec(lease)).equals(identity))
        .ifPresent(lease -> client.resource(withSpec(lease, released(spec(lease)))).update());
  }

  private Optional<Lease> find() {
    return Optional.ofNullable(
        client
            .leases()
            .inNamespace(options.lease().namespace())
            .withName(options.lease().name())
            .get());
  }

  private boolean hasRunOut(LeaseSpec spec) {
    Moment now = Moment.now();
    Moment since = seen.filter(last -> last.spec().equals(spec)).map(Seen::since).orElse(now);
    seen = Optional.of(new Seen(spec, since));
    Duration duration =
        Duration.ofSeconds(Optional.ofNullable(spec.getLeaseDurationSeconds()).orElse(0));
    return since.atLeast(now).compareTo(duration) > 0;
  }

  private LeaseSpec first() {
    return held(new LeaseSpec()).withAcquireTime(now()).withLeaseTransitions(0).build();
  }

  private LeaseSpec renewed(LeaseSpec spec) {
    return held(spec).build();
  }

  private LeaseSpec taken(LeaseSpec spec) {
    int transitions = Optional.ofNullable(spec.getLeaseTransitions()).orElse(0);
    return held(spec).withAcquireTime(now()).withLeaseTransitions(transitions + 1).build();
  }

  private LeaseSpec released(LeaseSpec spec) {
    return new LeaseSpecBuilder(spec)
        .withHolderIdentity("")
        .withLeaseDurationSeconds(1)
        .withAcquireTime(now())
        .withRenewTime(now())
        .build();
  }

  private LeaseSpecBuilder held(LeaseSpec spec) {
    return new LeaseSpecBuilder(spec)
        .withHolderIdentity(identity)
        // Rounded up: the others' patience must not be shorter than what was asked for.
        .withLeaseDurationSeconds(
            Math.toIntExact(options.leaseDuration().plusMillis(999).toSeconds()))
        .withRenewTime(now());
  }

  private Lease withSpec(Lease lease, LeaseSpec spec) {
    return new LeaseBuilder(lease)
        .editOrNewMetadata()
        .withNamespace(options.lease().namespace())
        .withName(options.lease().name())
        .endMetadata()
        .withSpec(spec)
        .build();
  }

  private static LeaseSpec spec(Lease lease) {
    return Optional.ofNullable(lease.getSpec()).orElseGet(LeaseSpec::new);
  }

  private static String holder(LeaseSpec spec) {
    return Optional.ofNullable(spec.getHolderIdentity()).orElse("");
  }

  /** Kubernetes keeps microseconds. */
  private static ZonedDateTime now() {
    return ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
  }
}
