package dev.freshet.engine.image;

import dev.freshet.api.image.DigestReflection;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Digest;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.registry.ManifestAnswer;
import dev.freshet.engine.registry.RegistryClient;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.registry.host.RegistryException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks up the digest of a selected tag when, and only when, the policy reflects digests. */
final class DigestReflector {
  private final RegistryClient registry;

  DigestReflector(RegistryClient registry) {
    this.registry = registry;
  }

  /**
   * The digest to reflect. {@code IfNotPresent} keeps the one among the known references that names
   * the same tag; {@code Always} asks every time.
   *
   * @param known what the policy resolved to before
   * @param access made when the registry is asked, and no sooner
   */
  Optional<Digest> digest(
      ImagePolicy policy,
      ImageName image,
      Tag tag,
      List<ImageRef> known,
      Supplier<RegistryAccess> access) {
    return switch (policy.digestReflectionPolicy()) {
      case DigestReflection.NEVER -> Optional.empty();
      case DigestReflection.IF_NOT_PRESENT ->
          known.stream()
              .filter(ref -> ref.name().equals(image.verbatim()) && ref.tag().equals(tag))
              .flatMap(ref -> ref.digest().stream())
              .findFirst()
              .or(() -> Optional.of(fetch(image, tag, access)));
      case DigestReflection.ALWAYS -> Optional.of(fetch(image, tag, access));
    };
  }

  private Digest fetch(ImageName image, Tag tag, Supplier<RegistryAccess> access) {
    String ref = image.verbatim() + ":" + tag;
    return switch (answer(image, tag, opened(access, ref), ref)) {
      case ManifestAnswer.Found(Digest digest) -> digest;
      case ManifestAnswer.NotFound(String answer) ->
          throw ImagePolicyFailures.descriptor(ref, answer);
    };
  }

  private static RegistryAccess opened(Supplier<RegistryAccess> access, String ref) {
    try {
      return access.get();
    } catch (AutomationException cause) {
      throw ImagePolicyFailures.digest(ref, String.valueOf(cause.getMessage()));
    }
  }

  private ManifestAnswer answer(ImageName image, Tag tag, RegistryAccess access, String ref) {
    try {
      return registry.manifest(image, tag, access);
    } catch (RegistryException cause) {
      throw ImagePolicyFailures.descriptor(ref, ImageRepositoryFailures.words(cause));
    } catch (InvalidInputException cause) {
      throw ImagePolicyFailures.digest(
          ref, "failed parsing reference \"%s\": %s".formatted(ref, cause.getMessage()));
    }
  }
}
