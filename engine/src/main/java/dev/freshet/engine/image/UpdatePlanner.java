package dev.freshet.engine.image;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.image.CommitSpec;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.UpdateSpec;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.OutsideText;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import dev.freshet.core.plan.CommitMessage;
import dev.freshet.core.plan.CurrentTags;
import dev.freshet.core.plan.FileProblem;
import dev.freshet.core.plan.ManifestFile;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.Planner;
import dev.freshet.core.plan.PolicyScope;
import dev.freshet.core.plan.ResolvedPolicy;
import dev.freshet.core.plan.Setters;
import dev.freshet.core.policy.SelectionRule;
import dev.freshet.engine.credential.RegistryAccesses;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.process.EngineParts;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.work.Workers;
import dev.freshet.gocompat.template.TemplateLimits;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Plans one automation's update: guards the deployed tags, plans the edits, renders the message.
 * The same files and selections always give the same plan.
 */
final class UpdatePlanner {
  private final StoredTags stored;
  private final RegistryAccesses accesses;
  private final DowngradeGuard guard;
  private final DigestReflector digests;
  private final Workers workers;
  private final InstantSource clock;
  private final RandomGenerator random = RandomGenerator.getDefault();

  UpdatePlanner(EngineParts parts) {
    this.stored = new StoredTags(parts.ledger(), parts.registry().memory());
    this.accesses = parts.accesses();
    this.guard = new DowngradeGuard(parts.registry(), parts.workers());
    this.digests = new DigestReflector(parts.registry());
    this.workers = parts.workers();
    this.clock = parts.pace().clock();
  }

  PlannedUpdate plan(
      KnownObjects objects,
      ImageUpdateAutomation automation,
      Map<NamespacedName, ImageRef> latest,
      List<ManifestFile> files) {
    String namespace = automation.metadata().namespace();
    Map<NamespacedName, PlannedUpdate.Correction> corrected =
        guarded(objects, namespace, latest, files);
    List<ResolvedPolicy> resolved = new ArrayList<>();
    latest.forEach((policy, ref) ->
        resolved.add(
            new ResolvedPolicy(
                policy,
                Optional.ofNullable(corrected.get(policy))
                    .map(PlannedUpdate.Correction::ref)
                    .orElse(ref))));
    PolicyScope scope = PolicyScopes.of(objects, automation);
    return workers.run(
        namespace,
        () -> {
          Setters setters = Setters.of(resolved, scope);
          Plan plan = Planner.plan(files, setters, parts -> workers.runAll(namespace, parts));
          return new PlannedUpdate(
              told(automation.update(), plan), message(automation, plan), corrected);
        });
  }

  /** A path out of the repository is taken as Flux takes it, and nobody means that. */
  private static Plan told(UpdateSpec update, Plan plan) {
    if (!update.leavesRepository()) {
      return plan;
    }
    List<FileProblem> problems = new ArrayList<>(plan.problems());
    problems.add(
        new FileProblem(
            OutsideText.excerpt(update.path()),
            1,
            "spec.update.path leads out of the repository; it is read from the root instead",
            FileProblem.Severity.WARNING));
    return new Plan(plan.files(), problems);
  }

  /**
   * None where there is nothing to commit; a template that could not be used is told all the same.
   */
  private Optional<String> message(ImageUpdateAutomation automation, Plan plan) {
    CommitSpec commit = automation.requireGit().commit();
    TemplateLimits limits = TemplateLimits.standard(clock, random);
    NamespacedName name = automation.metadata().key();
    try {
      if (plan.isEmpty()) {
        CommitMessage.requireUsable(
            commit.messageTemplate(), name, commit.messageTemplateValues(), limits);
        return Optional.empty();
      }
      return Optional.of(
          CommitMessage.render(
              commit.messageTemplate(), name, commit.messageTemplateValues(), plan, limits));
    } catch (InvalidInputException cause) {
      throw new ReasonedException(
          Reason.GIT_OPERATION_FAILED, "failed to update source: " + cause.getMessage(), cause);
    }
  }

  /** The policies for which the tags in Git say that the registry's list was short. */
  private Map<NamespacedName, PlannedUpdate.Correction> guarded(
      KnownObjects objects,
      String namespace,
      Map<NamespacedName, ImageRef> latest,
      List<ManifestFile> files) {
    List<ResolvedPolicy> selected =
        latest.entrySet().stream()
            .map(entry -> new ResolvedPolicy(entry.getKey(), entry.getValue()))
            .toList();
    Map<NamespacedName, PlannedUpdate.Correction> corrected = new HashMap<>();
    workers
        .run(namespace, () -> CurrentTags.in(files, selected))
        .forEach((name, tags) -> {
          ImageRef ref = latest.get(name);
          if (ref != null) {
            objects
                .find(ImagePolicy.KIND, name)
                .flatMap(policy -> correction(objects, policy, ref, tags))
                .ifPresent(correction -> corrected.put(name, correction));
          }
        });
    return corrected;
  }

  private Optional<PlannedUpdate.Correction> correction(
      KnownObjects objects, ImagePolicy policy, ImageRef ref, Set<Tag> current) {
    // Nothing to guard, and no reason to read the ledger, where Git has what was selected.
    if (current.equals(Set.of(ref.tag()))) {
      return Optional.empty();
    }
    return inputs(objects, policy)
        .flatMap(inputs -> correction(objects, policy, inputs, ref, current));
  }

  private record Inputs(ImageRepository repository, ImageName image, SelectionRule rule) {}

  /** None for a policy that fails: its own status says why, and what it selected last counts on. */
  private Optional<Inputs> inputs(KnownObjects objects, ImagePolicy policy) {
    try {
      ImageRepository repository = PolicyInputs.repository(objects, policy);
      SelectionRule rule =
          workers.run(policy.metadata().namespace(), () -> PolicyInputs.rule(policy, repository));
      return Optional.of(new Inputs(repository, ImageNames.of(repository), rule));
    } catch (AutomationException _) {
      return Optional.empty();
    }
  }

  private Optional<PlannedUpdate.Correction> correction(
      KnownObjects objects, ImagePolicy policy, Inputs inputs, ImageRef ref, Set<Tag> current) {
    String namespace = policy.metadata().namespace();
    try (StoredTags.Listed tags = stored.of(namespace, inputs.repository(), inputs.image())) {
      return correction(objects, policy, inputs, tags.tags(), ref, current);
    }
  }

  private Optional<PlannedUpdate.Correction> correction(
      KnownObjects objects,
      ImagePolicy policy,
      Inputs inputs,
      List<Tag> tags,
      ImageRef ref,
      Set<Tag> current) {
    // The selection takes part although the ledger may have been deleted since.
    List<Tag> listed = new ArrayList<>(tags);
    if (!listed.contains(ref.tag())) {
      listed.add(ref.tag());
    }
    Set<Tag> known = new HashSet<>(listed);
    List<Tag> unknown = current.stream().filter(tag -> !known.contains(tag)).toList();
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    RegistryAccess access = accesses.of(objects, inputs.repository(), inputs.image());
    Guarded guarded =
        guard.select(
            policy.metadata().namespace(),
            inputs.rule(),
            listed,
            unknown,
            inputs.image(),
            () -> access);
    // A deleted tag is told of even when that leaves the selection as it was.
    return guarded
        .selection()
        .latest()
        .filter(tag -> !tag.equals(ref.tag()) || guarded.deleted().isPresent())
        .map(tag ->
            new PlannedUpdate.Correction(
                tag.equals(ref.tag())
                    ? ref
                    : new ImageRef(
                        ref.name(),
                        tag,
                        digests.digest(policy, inputs.image(), tag, List.of(ref), () -> access)),
                guarded.withoutVerdicts()));
  }
}
