package dev.freshet.operator.leader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.operator.server.Answer;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.operator.server.ResourcePath;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * One candidate's dealings with the Lease: look, and take or renew it if that is allowed. Every
 * write names the version that was looked at, so of two that take it at once one is refused.
 *
 * <p>A lease held by another has run out when it has not changed for its duration, as measured
 * here. The times written in it are for people: they come from another machine's clock.
 */
final class LeaseCandidate {
  private static final String MANAGER = "freshet";

  /** The API server takes six digits, no fewer. */
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final ApiServerClient server;
  private final LeaderOptions options;
  private final String identity;
  private final ResourcePath leases;
  private final ResourcePath lease;
  private Optional<Seen> seen = Optional.empty();

  /** Whose the lease is, as far as can be said. */
  sealed interface Claim {
    record Held() implements Claim {}

    record HeldBy(String other) implements Claim {}

    /** Nobody knows. */
    record Failed(Answer.Failure failure) implements Claim {}
  }

  /** A lease as it was when it was first seen like that. */
  private record Seen(JsonNode spec, Moment since) {}

  LeaseCandidate(ApiServerClient server, LeaderOptions options) {
    this.server = server;
    this.options = options;
    identity = options.identity().toString();
    leases =
        ResourcePath.of(
            "apis",
            "coordination.k8s.io",
            "v1",
            "namespaces",
            options.lease().namespace(),
            "leases");
    lease = leases.below(options.lease().name());
  }

  /** Takes or renews the lease if that is allowed. */
  Claim claim() {
    return switch (server.read(lease)) {
      case Answer.Done(var found) -> claim(found);
      case Answer.Missing() -> written(server.create(leases, MANAGER, first()));
      case Answer.Failure failure -> new Claim.Failed(failure);
    };
  }

  private Claim claim(JsonNode found) {
    JsonNode spec = found.path("spec");
    String holder = holder(found);
    if (holder.equals(identity)) {
      return replace(found, held(spec));
    }
    if (!holder.isEmpty() && !hasRunOut(spec)) {
      return new Claim.HeldBy(holder);
    }
    return replace(found, taken(spec));
  }

  /** Lets others take the lease at once, if it is this candidate's; whose it is then. */
  Claim release() {
    return switch (server.read(lease)) {
      case Answer.Done(var found) when holder(found).equals(identity) ->
          replace(found, released(found.path("spec")));
      case Answer.Done(var found) -> new Claim.HeldBy(holder(found));
      case Answer.Missing() -> new Claim.HeldBy("");
      case Answer.Failure failure -> new Claim.Failed(failure);
    };
  }

  private boolean hasRunOut(JsonNode spec) {
    Moment now = Moment.now();
    Moment since = seen.filter(last -> last.spec().equals(spec)).map(Seen::since).orElse(now);
    seen = Optional.of(new Seen(spec, since));
    Duration duration = Duration.ofSeconds(spec.path("leaseDurationSeconds").asInt());
    return since.atLeast(now).compareTo(duration) > 0;
  }

  private ObjectNode first() {
    ObjectNode created = JsonNodeFactory.instance.objectNode();
    created.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
    created
        .putObject("metadata")
        .put("namespace", options.lease().namespace())
        .put("name", options.lease().name());
    created.set(
        "spec",
        held(MissingNode.getInstance()).put("acquireTime", now()).put("leaseTransitions", 0));
    return created;
  }

  private ObjectNode taken(JsonNode spec) {
    return held(spec)
        .put("acquireTime", now())
        .put("leaseTransitions", spec.path("leaseTransitions").asInt() + 1);
  }

  private static ObjectNode released(JsonNode spec) {
    return copy(spec)
        .put("holderIdentity", "")
        .put("leaseDurationSeconds", 1)
        .put("acquireTime", now())
        .put("renewTime", now());
  }

  private ObjectNode held(JsonNode spec) {
    return copy(spec)
        .put("holderIdentity", identity)
        // Rounded up: the others' patience must not be shorter than what was asked for.
        .put("leaseDurationSeconds", options.leaseDuration().plusMillis(999).toSeconds())
        .put("renewTime", now());
  }

  /** With all that others may have written. */
  private static ObjectNode copy(JsonNode spec) {
    return spec.isObject() ? spec.deepCopy() : JsonNodeFactory.instance.objectNode();
  }

  private Claim replace(JsonNode found, ObjectNode spec) {
    ObjectNode changed = found.deepCopy();
    changed.set("spec", spec);
    return written(server.replace(lease, MANAGER, changed));
  }

  private static Claim written(Answer answer) {
    return switch (answer) {
      case Answer.Done _ -> new Claim.Held();
      // Deleted meanwhile, or its namespace is not there.
      case Answer.Missing() -> new Claim.Failed(new Answer.Conflict("it is not there"));
      case Answer.Failure failure -> new Claim.Failed(failure);
    };
  }

  private static String holder(JsonNode lease) {
    return lease.at("/spec/holderIdentity").asText("");
  }

  private static String now() {
    return MICROSECONDS.format(Instant.now());
  }
}
