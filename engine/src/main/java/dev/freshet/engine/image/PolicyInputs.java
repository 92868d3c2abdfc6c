package dev.freshet.engine.image;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.image.DigestReflection;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.RegistryProvider;
import dev.freshet.api.secret.Namespace;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.policy.SelectionRule;
import dev.freshet.engine.object.KnownObjects;

/** What a policy decides on: its repository, its rule, the tags; each refused under its reason. */
public final class PolicyInputs {
  private PolicyInputs() {}

  /** The repository the policy refers to, if it may. */
  public static ImageRepository repository(KnownObjects objects, ImagePolicy policy) {
    NamespacedName name = policy.imageRepositoryRef();
    if (objects.crossNamespaceRefs() == KnownObjects.CrossNamespaceRefs.BLOCKED
        && !name.namespace().equals(policy.metadata().namespace())) {
      throw new ReasonedException(
          Reason.ACCESS_DENIED,
          "failed to get the referred ImageRepository: cannot access 'ImageRepository/%s', cross-namespace references have been blocked"
              .formatted(name));
    }
    ImageRepository repository =
        objects
            .find(ImageRepository.KIND, name)
            .orElseThrow(() ->
                new ReasonedException(
                    Reason.DEPENDENCY_NOT_READY,
                    "failed to get the referred ImageRepository: "
                        + objects
                            .refusal(ImageRepository.KIND, name, policy.metadata().namespace())
                            .orElse(
                                "referenced ImageRepository does not exist: ImageRepository.image.toolkit.fluxcd.io \"%s\" not found"
                                    .formatted(name.name()))));
    String own = policy.metadata().namespace();
    if (!name.namespace().equals(own)) { // else nobody has to be asked for its labels
      repository.requireAccess(namespace(objects, own));
    }
    return repository;
  }

  private static Namespace namespace(KnownObjects objects, String name) {
    try {
      return objects.namespace(name);
    } catch (AutomationException unreadable) {
      throw new ReasonedException(
          Reason.ACCESS_DENIED,
          "failed to get the referred ImageRepository: access denied: " + unreadable.getMessage(),
          unreadable);
    }
  }

  /** Refuses credentials that Freshet cannot get, before anything is asked of the registry. */
  static void requireCredentials(ImageRepository repository) {
    if (repository.provider() != RegistryProvider.GENERIC
        && repository.serviceAccountName().isPresent()) {
      throw new ReasonedException(
          Reason.FEATURE_GATE_DISABLED,
          "to use spec.serviceAccountName in the ImageRepository for provider authentication please"
              + " enable the ObjectLevelWorkloadIdentity feature gate in the controller");
    }
  }

  /** The tags of another shard's repository are with the process that scans it. */
  static void requireOwnShard(KnownObjects objects, ImageRepository repository) {
    if (!objects.isRunHere(repository.key())) {
      throw new ReasonedException(
          Reason.DEPENDENCY_NOT_READY,
          "failed to get the referred ImageRepository: ImageRepository '%s' belongs to another shard; label the policy as its repository"
              .formatted(repository.metadata().key()));
    }
  }

  static void requireInterval(ImagePolicy policy) {
    if (policy.digestReflectionPolicy() == DigestReflection.ALWAYS && policy.interval().isEmpty()) {
      throw new ReasonedException(
          Reason.INTERVAL_NOT_CONFIGURED,
          "spec.interval must be set when spec.digestReflectionPolicy is set to 'Always'");
    }
  }

  public static SelectionRule rule(ImagePolicy policy, ImageRepository repository) {
    try {
      return policy.rule(ImageNames.exclusions(repository));
    } catch (InvalidInputException cause) {
      throw new ReasonedException(Reason.INVALID_POLICY, String.valueOf(cause.getMessage()), cause);
    }
  }
}
