package dev.freshet.operator.object;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.field.ManifestProblem;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.work.Unforeseen;
import dev.freshet.engine.work.Workers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads objects as the API server sends them, each declaration once. Whatever somebody wrote into
 * an object, it is an object that is read, or one that is refused.
 */
public record ObjectReader(
    Kinds kinds, Function<ObjectKey, Optional<ClusterObject>> known, Workers workers) {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectReader.class);

  /** Smaller objects are read at once, in less time than another thread needs to begin. */
  private static final int LARGE = 32 << 10;

  /** How much of a processor the reading of one object may use: what is large takes a tenth. */
  private static final Duration PROCESSOR_TIME = Duration.ofSeconds(2);

  private static final List<String> METADATA =
      List.of("name", "namespace", "labels", "annotations", "generation");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  public ObjectReader(Kinds kinds, Function<ObjectKey, Optional<ClusterObject>> known) {
    this(kinds, known, new Workers(1, PROCESSOR_TIME));
  }

  /** Resource versions are numbers that grow. */
  public static long version(String resourceVersion) {
    return Long.parseUnsignedLong(resourceVersion);
  }

  public ClusterObject read(Kind<?, ?> kind, JsonNode json) {
    JsonNode metadata = json.path("metadata");
    ObjectKey key =
        new ObjectKey(
            kind,
            new NamespacedName(
                metadata.path("namespace").asText(""), metadata.path("name").asText("")));
    String uid = metadata.path("uid").asText("");
    long version = version(metadata.path("resourceVersion").asText(""));
    long generation = metadata.path("generation").asLong();
    Map<String, String> labels = map(metadata.path("labels"));
    Map<String, String> annotations = map(metadata.path("annotations"));
    return new ClusterObject(
        key,
        uid,
        version,
        generation,
        Optional.of(metadata.path("deletionTimestamp").asText(""))
            .filter(time -> !time.isEmpty())
            .map(ObjectReader::time),
        texts(metadata.path("finalizers")),
        labels,
        annotations,
        known
            .apply(key)
            .filter(one -> one.uid().equals(uid) && one.generation() == generation)
            // An older one than is known is of another history, whose generations say other things.
            .filter(one -> Long.compareUnsigned(one.resourceVersion(), version) <= 0)
            .filter(one -> one.labels().equals(labels) && one.annotations().equals(annotations))
            .map(ClusterObject::declaration)
            .orElseGet(() -> declaration(key, json)),
        json.path("status"));
  }

  /** That an object is being deleted is known also where nobody can read since when. */
  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException _) {
      return Instant.EPOCH;
    }
  }

  private Declaration declaration(ObjectKey key, JsonNode json) {
    boolean suspend = json.at("/spec/suspend").asBoolean();
    try {
      return isLarge(json)
          ? workers.run(key.name().namespace(), () -> declaration(json))
          : declaration(json);
    } catch (RuntimeException | Error failure) {
      if (Unforeseen.isDefect(failure)) {
        LOG.error("this is a defect of Freshet, please report it: read {}", key, failure);
      }
      return new Declaration.Refused(
          Reason.INVALID_SPEC,
          "it cannot be read: " + Unforeseen.of(failure).getMessage(),
          suspend);
    }
  }

  /** By its texts and values, without writing it down. */
  private static boolean isLarge(JsonNode json) {
    return size(json.path("spec"), 0) > LARGE;
  }

  private static int size(JsonNode json, int before) {
    int size = before + json.asText("").length() + 1;
    Iterator<Map.Entry<String, JsonNode>> fields = json.properties().iterator();
    while (size <= LARGE && fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      size = size(field.getValue(), size + field.getKey().length());
    }
    Iterator<JsonNode> elements = json.isArray() ? json.elements() : Collections.emptyIterator();
    while (size <= LARGE && elements.hasNext()) {
      size = size(elements.next(), size);
    }
    return size;
  }

  private Declaration declaration(JsonNode json) {
    ObjectNode declared = JsonNodeFactory.instance.objectNode();
    declared.set("apiVersion", json.path("apiVersion"));
    declared.set("kind", json.path("kind"));
    ObjectNode metadata = declared.putObject("metadata");
    METADATA.stream()
        .filter(json.path("metadata")::has)
        .forEach(field -> metadata.set(field, json.path("metadata").path(field)));
    if (json.has("spec")) {
      declared.set("spec", json.path("spec"));
    }
    Manifests read = Manifests.ofServer(kinds, JSON.convertValue(declared, OBJECT));
    return read.objects().stream()
        .findFirst()
        .<Declaration>map(Declaration.Accepted::new)
        .orElseGet(() -> refused(read.problems(), json.at("/spec/suspend").asBoolean()));
  }

  /** With a reason of its own a problem speaks alone, as it is the only one Flux would find. */
  private static Declaration refused(List<ManifestProblem> problems, boolean suspend) {
    return problems.stream()
        .filter(problem -> problem.reason() != Reason.INVALID_SPEC)
        .findFirst()
        .map(problem -> new Declaration.Refused(problem.reason(), problem.message(), suspend))
        .orElseGet(() ->
            new Declaration.Refused(
                Reason.INVALID_SPEC,
                problems.stream().map(ManifestProblem::message).collect(Collectors.joining("; ")),
                suspend));
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(text -> texts.add(text.asText("")));
    return texts;
  }

  public static Map<String, String> map(JsonNode json) {
    Map<String, String> map = new LinkedHashMap<>();
    json.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText("")));
    return map;
  }
}
