package dev.freshet.operator.cache;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.api.Metadata;
import dev.freshet.api.Resource;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.SecretContents;
import dev.freshet.api.secret.ServiceAccount;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.SecretValue;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.operator.object.ClusterObject;
import dev.freshet.operator.object.Declaration;
import dev.freshet.operator.object.ObjectReader;
import dev.freshet.operator.server.Answer;
import dev.freshet.operator.server.ApiRetryPolicy;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.operator.server.ResourcePath;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of a cluster: those of the served kinds as the cache knows them; Secrets, service
 * accounts and namespaces by asking, every time, so that no Secret stays in memory.
 */
public final class ClusterObjects implements KnownObjects {
  private final ObjectCache cache;
  private final ApiServerClient server;
  private final CrossNamespaceRefs crossNamespaceRefs;

  public ClusterObjects(
      ApiServerClient server, ObjectCache cache, CrossNamespaceRefs crossNamespaceRefs) {
    this.cache = cache;
    this.server = server;
    this.crossNamespaceRefs = crossNamespaceRefs;
  }

  @Override
  public <R extends Resource> Optional<R> find(Kind<R, ?> kind, NamespacedName name) {
    return ObjectKey.ofReference(kind, name)
        .flatMap(cache::find)
        .flatMap(ClusterObject::reconcilable)
        .map(kind::cast);
  }

  @Override
  public <R extends Resource> Collection<R> all(Kind<R, ?> kind) {
    return cache.all(kind).stream()
        .flatMap(one -> one.reconcilable().stream())
        .map(kind::cast)
        .toList();
  }

  @Override
  public Optional<Secret> secret(NamespacedName name) {
    return look(name, "secrets").map(json -> secret(name, json));
  }

  @Override
  public Optional<ServiceAccount> serviceAccount(NamespacedName name) {
    return look(name, "serviceaccounts")
        .map(json -> new ServiceAccount(metadata(name, json), pullSecrets(json)));
  }

  @Override
  public Namespace namespace(String name) {
    return look(ResourcePath.of("api", "v1", "namespaces", name))
        .map(json -> new Namespace(name, ObjectReader.map(json.at("/metadata/labels"))))
        .orElseGet(() -> Namespace.named(name));
  }

  @Override
  public Optional<String> refusal(Kind<?, ?> kind, NamespacedName name, String asking) {
    return ObjectKey.ofReference(kind, name)
        .filter(_ -> name.namespace().equals(asking))
        .flatMap(cache::find)
        .flatMap(object ->
            object.declaration() instanceof Declaration.Refused refused
                ? Optional.of(
                    "%s '%s' cannot be used: %s".formatted(kind.name(), name, refused.problem()))
                : Optional.empty());
  }

  @Override
  public boolean isRunHere(ObjectKey key) {
    return cache.owns(key);
  }

  @Override
  public CrossNamespaceRefs crossNamespaceRefs() {
    return crossNamespaceRefs;
  }

  @Override
  public String adviceOnMissing() {
    return "";
  }

  private Optional<JsonNode> look(NamespacedName name, String plural) {
    return look(ResourcePath.of("api", "v1", "namespaces", name.namespace(), plural, name.name()));
  }

  /** A failure does not say what was looked up: each who wants it tells so in words of its own. */
  private Optional<JsonNode> look(ResourcePath path) {
    return switch (ApiRetryPolicy.OF_A_LOOK.ask(() -> server.read(path))) {
      case Answer.Done(var json) -> Optional.of(json);
      case Answer.Missing() -> Optional.empty();
      case Answer.Failure failure -> throw new ReasonedException(Reason.FAILED, failure.message());
    };
  }

  private static Secret secret(NamespacedName name, JsonNode json) {
    Map<String, SecretValue> values = new HashMap<>();
    ObjectReader.map(json.path("data"))
        .forEach((key, value) -> values.put(key, SecretValue.of(decoded(key, value))));
    return new Secret(
        metadata(name, json),
        json.path("type").asText(Secret.OPAQUE),
        new SecretContents.Plain(values));
  }

  /** Whoever wanted the Secret says which one it is. */
  private static byte[] decoded(String key, String value) {
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException _) { // which quotes a part of the value
      throw new ReasonedException(
          Reason.FAILED, "the value of its key '%s' is not base64".formatted(key));
    }
  }

  private static List<String> pullSecrets(JsonNode serviceAccount) {
    List<String> names = new ArrayList<>();
    serviceAccount
        .path("imagePullSecrets")
        .forEach(reference -> names.add(reference.path("name").asText("")));
    return names;
  }

  private static Metadata metadata(NamespacedName name, JsonNode json) {
    JsonNode metadata = json.path("metadata");
    return new Metadata(
        name,
        ObjectReader.map(metadata.path("labels")),
        ObjectReader.map(metadata.path("annotations")),
        metadata.path("generation").asLong());
  }
}
