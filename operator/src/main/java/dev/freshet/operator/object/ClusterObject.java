package dev.freshet.operator.object;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One object as the API server holds it.
 *
 * @param resourceVersion grows with every change of the object
 * @param generation grows with every change of what the object declares
 * @param status a tree that nobody changes; missing when there is none yet
 */
public record ClusterObject(
    ObjectKey key,
    String uid,
    long resourceVersion,
    long generation,
    Optional<Instant> deletionTimestamp,
    List<String> finalizers,
    Map<String, String> labels,
    Map<String, String> annotations,
    Declaration declaration,
    JsonNode status) {
  public static final String REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

  public ClusterObject {
    finalizers = List.copyOf(finalizers);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  public boolean isDeleting() {
    return deletionTimestamp.isPresent();
  }

  public boolean isSameAs(ClusterObject other) {
    return uid.equals(other.uid);
  }

  /** The token of the last request for a run. */
  public Optional<String> requestedAt() {
    return Optional.ofNullable(annotations.get(REQUESTED_AT));
  }

  /** What the object declares, unless it is refused. */
  public Optional<Reconcilable> reconcilable() {
    return switch (declaration) {
      case Declaration.Accepted(var object) -> Optional.of(object);
      case Declaration.Refused _ -> Optional.empty();
    };
  }

  public boolean isNewerThan(ClusterObject other) {
    return Long.compareUnsigned(resourceVersion, other.resourceVersion) > 0;
  }
}
