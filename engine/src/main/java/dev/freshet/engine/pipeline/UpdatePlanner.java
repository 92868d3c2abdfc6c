package dev.freshet.engine.pipeline;

import dev.freshet.api.image.CommitSpec;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.Reason;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import dev.freshet.core.plan.CommitMessage;
import dev.freshet.core.plan.CurrentTags;
import dev.freshet.core.plan.ManifestFile;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.Planner;
import dev.freshet.core.plan.ResolvedPolicy;
import dev.freshet.core.plan.Setters;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.registry.RegistryAccess;
import dev.freshet.gocompat.template.TemplateLimits;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Plans one automation's update: guards the deployed tags, plans the edits, renders the message.
 * The same files and selections always give the same plan.
 */
final class UpdatePlanner {
  private final Ledger ledger;
  private final RegistryAccesses accesses;
  private final DowngradeGuard guard;
  private final DigestReflector digests;
  private final InstantSource clock;
  private final RandomGenerator random = RandomGenerator.getDefault();

  UpdatePlanner(
      Ledger ledger,
      RegistryAccesses accesses,
      DowngradeGuard guard,
      DigestReflector digests,
      InstantSource clock) {
    this.accesses = accesses;
    this.clock = clock;
    this.digests = digests;
    this.ledger = ledger;
    this.guard = guard;
  }

  PlannedUpdate plan(
      ImageObjects objects,
      ImageUpdateAutomation automation,
      Map<NamespacedName, ImageRef> latest,
      List<ManifestFile> files) {
    Map<NamespacedName, PlannedUpdate.Correction> corrected = guarded(objects, latest, files);
    List<ResolvedPolicy> resolved = new ArrayList<>();
    latest.forEach(
        (policy, ref) ->
            resolved.add(
                new ResolvedPolicy(
                    policy,
                    Optional.ofNullable(corrected.get(policy))
                        .map(PlannedUpdate.Correction::ref)
                        .orElse(ref))));
    Set<NamespacedName> known =
        objects.policies().keySet().stream()
            .filter(name -> name.namespace().equals(automation.metadata().namespace()))
            .collect(Collectors.toSet());
    Plan plan = Planner.plan(files, Setters.of(resolved, known));
    return new PlannedUpdate(
        plan, plan.isEmpty() ? Optional.empty() : Optional.of(message(automation, plan)), corrected);
  }

  private String message(ImageUpdateAutomation automation, Plan plan) {
    CommitSpec commit = automation.requireGit().commit();
    try {
      return CommitMessage.render(
          commit.messageTemplate(),
          automation.metadata().key(),
          commit.messageTemplateValues(),
          plan,
          TemplateLimits.standard(clock, random));
    } catch (InvalidInputException cause) {
      throw new AutomationException(
          Reason.GIT_OPERATION_FAILED, "failed to update source: " + cause.getMessage(), cause);
    }
  }

  /** The policies for which the tags in Git say that the registry's list was short. */
  private Map<NamespacedName, PlannedUpdate.Correction> guarded(
      ImageObjects objects, Map<NamespacedName, ImageRef> latest, List<ManifestFile> files) {
    List<ResolvedPolicy> selected =
        latest.entrySet().stream()
            .map(entry -> new ResolvedPolicy(entry.getKey(), entry.getValue()))
            .toList();
    Map<NamespacedName, PlannedUpdate.Correction> corrected = new HashMap<>();
    CurrentTags.in(files, selected)
        .forEach(
            (name, tags) -> {
              ImageRef ref = latest.get(name);
              ImagePolicy policy = objects.policies().get(name);
              if (ref != null && policy != null) {
                correction(objects, policy, ref, tags)
                    .ifPresent(correction -> corrected.put(name, correction));
              }
            });
    return corrected;
  }

  private Optional<PlannedUpdate.Correction> correction(
      ImageObjects objects, ImagePolicy policy, ImageRef ref, Set<Tag> current) {
    ImageRepository repository = PolicyInputs.repository(objects, policy);
    ImageName image = ImageNames.of(repository);
    List<Tag> unknown = new ArrayList<>(current);
    unknown.remove(ref.tag());
    ledger
        .read(image)
        .ifPresent(entry -> unknown.removeIf(tag -> entry.firstSeen(tag).isPresent()));
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    RegistryAccess access = accesses.of(objects, repository, image);
    Guarded guarded =
        guard.select(
            PolicyInputs.rule(policy, repository),
            PolicyInputs.listed(ledger, image),
            unknown,
            image,
            access);
    return guarded
        .selection()
        .latest()
        .filter(tag -> !tag.equals(ref.tag()))
        .map(
            tag ->
                new PlannedUpdate.Correction(
                    new ImageRef(
                        ref.name(),
                        tag,
                        digests.digest(policy, image, tag, List.of(ref), access)),
                    guarded));
  }
}
