package dev.freshet.engine.pipeline;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.ServiceAccount;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.ObjectKey.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The objects a run may look up: one reading of a folder of manifests, or what an API server holds
 * now. Secrets and service accounts come back empty when they do not exist; anything else that
 * keeps them from being read is an {@link dev.freshet.core.AutomationException}.
 */
public interface KnownObjects {

  /** Whether an object may refer to one in another namespace. */
  enum CrossNamespaceRefs {
    ALLOWED,
    BLOCKED
  }

  Optional<ImageRepository> repository(NamespacedName name);

  Optional<ImagePolicy> policy(NamespacedName name);

  Optional<ImageUpdateAutomation> automation(NamespacedName name);

  Optional<GitRepository> source(NamespacedName name);

  Collection<ImageRepository> repositories();

  Collection<ImagePolicy> policies();

  Collection<ImageUpdateAutomation> automations();

  Collection<GitRepository> sources();

  Optional<Secret> secret(NamespacedName name);

  Optional<ServiceAccount> serviceAccount(NamespacedName name);

  /** A namespace nothing is known about has no labels but its name. */
  Namespace namespace(String name);

  CrossNamespaceRefs crossNamespaceRefs();

  /** What to do about a missing object, to end a message with; empty when that is plain. */
  String adviceOnMissing();

  /**
   * What to say of an object that is there and yet not found here: why it cannot be used. Those of
   * another namespace have no business with that.
   */
  default Optional<String> refusal(Kind kind, NamespacedName name, String asking) {
    return Optional.empty();
  }

  /** Whether what the object's runs found is here; else another process takes care of it. */
  default boolean isRunHere(ObjectKey key) {
    return true;
  }

  /** Every object of the image kinds, in the order the data flows. */
  default List<ObjectKey> imageKeys() {
    List<ObjectKey> keys = new ArrayList<>();
    repositories().forEach(one -> keys.add(ObjectKey.of(Kind.IMAGE_REPOSITORY, one.metadata())));
    policies().forEach(one -> keys.add(ObjectKey.of(Kind.IMAGE_POLICY, one.metadata())));
    automations()
        .forEach(one -> keys.add(ObjectKey.of(Kind.IMAGE_UPDATE_AUTOMATION, one.metadata())));
    return keys;
  }

  default Optional<Reconcilable> find(ObjectKey key) {
    return switch (key.kind()) {
      case GIT_REPOSITORY -> source(key.name()).map(Reconcilable.Source::new);
      case IMAGE_REPOSITORY -> repository(key.name()).map(Reconcilable.Repository::new);
      case IMAGE_POLICY -> policy(key.name()).map(Reconcilable.Policy::new);
      case IMAGE_UPDATE_AUTOMATION -> automation(key.name()).map(Reconcilable.Automation::new);
    };
  }

  /** The objects that are made from this one's result, and have to run when that changes. */
  default Stream<ObjectKey> madeFrom(ObjectKey key) {
    return switch (key.kind()) {
      case GIT_REPOSITORY ->
          sourcesIncluding(key.name())
              .map(source -> ObjectKey.of(Kind.GIT_REPOSITORY, source.metadata()));
      case IMAGE_REPOSITORY ->
          policies().stream()
              .filter(policy -> policy.imageRepositoryRef().equals(key.name()))
              .map(policy -> ObjectKey.of(Kind.IMAGE_POLICY, policy.metadata()));
      case IMAGE_POLICY ->
          automations().stream()
              .map(automation -> ObjectKey.of(Kind.IMAGE_UPDATE_AUTOMATION, automation.metadata()))
              .filter(automation -> automation.name().namespace().equals(key.name().namespace()));
      case IMAGE_UPDATE_AUTOMATION -> Stream.empty();
    };
  }

  /** The sources of the same namespace that put this one's artifact into their own. */
  private Stream<GitRepository> sourcesIncluding(NamespacedName name) {
    return sources().stream()
        .filter(source -> source.metadata().namespace().equals(name.namespace()))
        .filter(source ->
            source.content().include().stream()
                .anyMatch(include -> include.repository().equals(name.name())));
  }

  /** The automations that write to this source. */
  default Stream<ObjectKey> automationsOn(NamespacedName source) {
    return automations().stream()
        .filter(automation -> automation.sourceRef().equals(source))
        .map(automation -> ObjectKey.of(Kind.IMAGE_UPDATE_AUTOMATION, automation.metadata()));
  }
}
