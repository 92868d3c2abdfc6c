package dev.freshet.operator.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** States of an object, each made from another by one change. */
public final class States {
  private static final ObjectMapper JSON = new ObjectMapper();

  private States() {}

  public static ObjectKey key(Kind<?, ?> kind, String name) {
    return new ObjectKey(kind, new NamespacedName("apps", name));
  }

  public static ClusterObject first(Kind<?, ?> kind) {
    return new ClusterObject(
        key(kind, "podinfo"),
        "uid-1",
        10,
        1,
        Optional.empty(),
        List.of(),
        Map.of(),
        Map.of(),
        new Declaration.Refused(Reason.INVALID_SPEC, "not looked at here", false),
        json("{}"));
  }

  public static ClusterObject withVersion(ClusterObject one, long resourceVersion) {
    return copy(one, one.uid(), resourceVersion, one.generation(), one.status());
  }

  public static ClusterObject withUid(ClusterObject one, String uid) {
    return copy(one, uid, one.resourceVersion() + 1, one.generation(), one.status());
  }

  public static ClusterObject withGeneration(ClusterObject one, long generation) {
    return copy(one, one.uid(), one.resourceVersion() + 1, generation, one.status());
  }

  public static ClusterObject withStatus(ClusterObject one, String status) {
    return copy(one, one.uid(), one.resourceVersion() + 1, one.generation(), json(status));
  }

  public static ClusterObject withLabels(ClusterObject one, Map<String, String> labels) {
    return copy(one, one.deletionTimestamp(), one.finalizers(), labels, one.annotations());
  }

  public static ClusterObject withAnnotations(ClusterObject one, Map<String, String> annotations) {
    return copy(one, one.deletionTimestamp(), one.finalizers(), one.labels(), annotations);
  }

  public static ClusterObject withFinalizers(ClusterObject one, String... finalizers) {
    return copy(one, one.deletionTimestamp(), List.of(finalizers), one.labels(), one.annotations());
  }

  /** As the API server does it: the generation grows too. */
  public static ClusterObject deleting(ClusterObject one) {
    return withGeneration(
        copy(one, Optional.of(Instant.EPOCH), one.finalizers(), one.labels(), one.annotations()),
        one.generation() + 1);
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException cause) {
      throw new IllegalArgumentException(text, cause);
    }
  }

  private static ClusterObject copy(
      ClusterObject one, String uid, long resourceVersion, long generation, JsonNode status) {
    return new ClusterObject(
        one.key(),
        uid,
        resourceVersion,
        generation,
        one.deletionTimestamp(),
        one.finalizers(),
        one.labels(),
        one.annotations(),
        one.declaration(),
        status);
  }

  private static ClusterObject copy(
      ClusterObject one,
      Optional<Instant> deletionTimestamp,
      List<String> finalizers,
      Map<String, String> labels,
      Map<String, String> annotations) {
    return new ClusterObject(
        one.key(),
        one.uid(),
        one.resourceVersion() + 1,
        one.generation(),
        deletionTimestamp,
        finalizers,
        labels,
        annotations,
        one.declaration(),
        one.status());
  }
}
