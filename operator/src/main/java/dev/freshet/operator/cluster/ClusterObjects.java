package dev.freshet.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.api.Metadata;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.SecretContents;
import dev.freshet.api.secret.SecretValue;
import dev.freshet.api.secret.ServiceAccount;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.Reason;
import dev.freshet.engine.pipeline.KnownObjects;
import dev.freshet.engine.pipeline.Reconcilable;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.ObjectKey.Kind;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
  public Optional<ImageRepository> repository(NamespacedName name) {
    return one(Kind.IMAGE_REPOSITORY, name).flatMap(ClusterObjects::repository);
  }

  @Override
  public Optional<ImagePolicy> policy(NamespacedName name) {
    return one(Kind.IMAGE_POLICY, name).flatMap(ClusterObjects::policy);
  }

  @Override
  public Optional<ImageUpdateAutomation> automation(NamespacedName name) {
    return one(Kind.IMAGE_UPDATE_AUTOMATION, name).flatMap(ClusterObjects::automation);
  }

  @Override
  public Optional<GitRepository> source(NamespacedName name) {
    return one(Kind.GIT_REPOSITORY, name).flatMap(ClusterObjects::source);
  }

  @Override
  public Collection<ImageRepository> repositories() {
    return all(Kind.IMAGE_REPOSITORY).flatMap(one -> repository(one).stream()).toList();
  }

  @Override
  public Collection<ImagePolicy> policies() {
    return all(Kind.IMAGE_POLICY).flatMap(one -> policy(one).stream()).toList();
  }

  @Override
  public Collection<ImageUpdateAutomation> automations() {
    return all(Kind.IMAGE_UPDATE_AUTOMATION).flatMap(one -> automation(one).stream()).toList();
  }

  @Override
  public Collection<GitRepository> sources() {
    return all(Kind.GIT_REPOSITORY).flatMap(one -> source(one).stream()).toList();
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
  public Optional<String> refusal(Kind kind, NamespacedName name, String asking) {
    return ObjectKey.ofReference(kind, name)
        .filter(_ -> name.namespace().equals(asking))
        .flatMap(cache::find)
        .flatMap(object ->
            object.declaration() instanceof Declaration.Refused refused
                ? Optional.of(
                    "%s '%s' cannot be used: %s".formatted(kind.text(), name, refused.problem()))
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

  private Optional<Reconcilable> one(Kind kind, NamespacedName name) {
    return ObjectKey.ofReference(kind, name)
        .flatMap(cache::find)
        .flatMap(ClusterObject::reconcilable);
  }

  private Stream<Reconcilable> all(Kind kind) {
    return cache.all(kind).stream().flatMap(one -> one.reconcilable().stream());
  }

  private static Optional<ImageRepository> repository(Reconcilable one) {
    return one instanceof Reconcilable.Repository(var spec) ? Optional.of(spec) : Optional.empty();
  }

  private static Optional<ImagePolicy> policy(Reconcilable one) {
    return one instanceof Reconcilable.Policy(var spec) ? Optional.of(spec) : Optional.empty();
  }

  private static Optional<ImageUpdateAutomation> automation(Reconcilable one) {
    return one instanceof Reconcilable.Automation(var spec) ? Optional.of(spec) : Optional.empty();
  }

  private static Optional<GitRepository> source(Reconcilable one) {
    return one instanceof Reconcilable.Source(var spec) ? Optional.of(spec) : Optional.empty();
  }

  private Optional<JsonNode> look(NamespacedName name, String plural) {
    return look(ResourcePath.of("api", "v1", "namespaces", name.namespace(), plural, name.name()));
  }

  /** A failure does not say what was looked up: each who wants it tells so in words of its own. */
  private Optional<JsonNode> look(ResourcePath path) {
    return switch (ApiRetryPolicy.OF_A_LOOK.ask(() -> server.read(path))) {
      case Answer.Done(var json) -> Optional.of(json);
      case Answer.Missing() -> Optional.empty();
      case Answer.Failure failure ->
          throw new AutomationException(Reason.FAILED, failure.message());
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
      throw new AutomationException(
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
