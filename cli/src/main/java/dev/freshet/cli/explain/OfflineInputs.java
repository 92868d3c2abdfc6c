package dev.freshet.cli.explain;

import dev.freshet.api.field.ManifestProblem;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.Exclusions;
import dev.freshet.engine.explain.Explanation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A policy, and the exclusions of its ImageRepository, as a file of manifests holds them. */
record OfflineInputs(ImagePolicy policy, Optional<ImageRepository> repository) {

  /** The only policy there is; {@code source} is what messages call the manifests. */
  static OfflineInputs findOnly(Manifests manifests, String source) {
    List<ImagePolicy> policies = manifests.all(ImagePolicy.KIND);
    if (policies.size() > 1) {
      throw new InvalidInputException(
          "%s: name one of its ImagePolicy objects: %s"
              .formatted(
                  source,
                  policies.stream()
                      .map(policy -> policy.metadata().key().toString())
                      .collect(Collectors.joining(", "))));
    }
    return of(policies, manifests, source + ": no ImagePolicy in it");
  }

  /** The policy of that name. */
  static OfflineInputs find(Manifests manifests, NamespacedName name, String source) {
    List<ImagePolicy> policies =
        manifests.all(ImagePolicy.KIND).stream()
            .filter(policy -> policy.metadata().key().equals(name))
            .toList();
    return of(policies, manifests, "%s: no ImagePolicy %s in it".formatted(source, name));
  }

  private static OfflineInputs of(List<ImagePolicy> policies, Manifests manifests, String absent) {
    if (!manifests.problems().isEmpty()) {
      throw new InvalidInputException(
          manifests.problems().stream()
              .map(ManifestProblem::toString)
              .collect(Collectors.joining("\n✗ ")));
    }
    if (policies.isEmpty()) {
      throw new InvalidInputException(absent);
    }
    ImagePolicy policy = policies.getFirst();
    return new OfflineInputs(
        policy,
        manifests.all(ImageRepository.KIND).stream()
            .filter(object -> object.metadata().key().equals(policy.imageRepositoryRef()))
            .findFirst());
  }

  Explanation explain(List<Tag> tags) {
    Exclusions exclusions =
        repository.map(object -> Exclusions.of(object.exclusionList())).orElse(Exclusions.DEFAULT);
    Explanation explanation =
        Explanation.of(policy.metadata().key(), policy.rule(exclusions).select(tags));
    return repository.isPresent()
        ? explanation
        : explanation.withNote(
            "ImageRepository %s is not given, so the default exclusion list applies"
                .formatted(policy.imageRepositoryRef()));
  }
}
