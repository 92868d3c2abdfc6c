package dev.freshet.engine.image;

import dev.freshet.api.Durations;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.image.DigestReflection;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.kind.Kind;
import dev.freshet.core.AutomationException;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.Funnel;
import dev.freshet.core.policy.NumericalPolicy;
import dev.freshet.core.policy.Selection;
import dev.freshet.core.policy.SelectionRule;
import dev.freshet.engine.credential.RegistryAccesses;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.process.EngineParts;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.ReconcileContext;
import dev.freshet.engine.reconcile.ReconcileResult;
import dev.freshet.engine.reconcile.Reconciler;
import dev.freshet.engine.reconcile.RunDeadline;
import dev.freshet.engine.reconcile.Trigger;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.work.Unforeseen;
import dev.freshet.engine.work.Workers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Selects for one ImagePolicy among the tags in the ledger, never moving away from the stored
 * selection because a list was short, and reflects the digest when the policy says so.
 */
public final class ImagePolicyReconciler implements Reconciler<ImagePolicy, ImagePolicyStatus> {
  /** What Flux uses for an interval of zero. */
  private static final Duration DEFAULT_DIGEST_INTERVAL = Duration.ofMinutes(10);

  private final StoredTags stored;
  private final RegistryAccesses accesses;
  private final DowngradeGuard guard;
  private final DigestReflector digests;
  private final Workers workers;
  private final InstantSource clock;
  private final Duration requeueDependency;
  private final RunDeadline deadline;
  private final Holds holds;

  public ImagePolicyReconciler(EngineParts parts) {
    this.stored = new StoredTags(parts.ledger(), parts.registry().memory());
    this.accesses = parts.accesses();
    this.guard = new DowngradeGuard(parts.registry(), parts.workers());
    this.digests = new DigestReflector(parts.registry());
    this.workers = parts.workers();
    this.clock = parts.pace().clock();
    this.requeueDependency = parts.pace().requeueDependency();
    this.deadline = new RunDeadline(parts.pace().slack());
    this.holds = new Holds(parts.statuses(), parts.pace().clock());
  }

  @Override
  public Kind<ImagePolicy, ImagePolicyStatus> kind() {
    return ImagePolicy.KIND;
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.SHOWS_NO_PROGRESS);
  }

  @Override
  public ReconcileResult<ImagePolicyStatus> reconcile(
      KnownObjects objects, ImagePolicy policy, ReconcileContext<ImagePolicyStatus> context) {
    Duration timeout =
        objects
            .find(ImageRepository.KIND, policy.imageRepositoryRef())
            .flatMap(ImageRepository::timeout)
            .orElse(RunDeadline.UNSAID);
    ReconcileResult<ImagePolicyStatus> done = result(timeout, objects, policy, context);
    boolean marked =
        Degradation.isMarked(context.before().conditions())
            || Degradation.isMarked(done.status().conditions());
    return marked
        ? done.amending(List.of(holds.amendment(objects, policy.imageRepositoryRef())))
        : done;
  }

  private ReconcileResult<ImagePolicyStatus> result(
      Duration timeout,
      KnownObjects objects,
      ImagePolicy policy,
      ReconcileContext<ImagePolicyStatus> context) {
    try {
      return deadline.during(timeout, () -> select(objects, policy, context));
    } catch (Throwable failure) {
      return context.failure(Unforeseen.of(failure));
    }
  }

  private ReconcileResult<ImagePolicyStatus> select(
      KnownObjects objects, ImagePolicy policy, ReconcileContext<ImagePolicyStatus> context) {
    ImageRepository repository = PolicyInputs.repository(objects, policy);
    ImageName image = ImageNames.of(repository);
    PolicyInputs.requireCredentials(repository);
    PolicyInputs.requireInterval(policy);
    String namespace = policy.metadata().namespace();
    SelectionRule rule = workers.run(namespace, () -> PolicyInputs.rule(policy, repository));
    PolicyInputs.requireOwnShard(objects, repository);
    try (StoredTags.Listed listed = stored.of(namespace, repository, image)) {
      return listed.tags().isEmpty()
          ? waiting(context)
          : selected(objects, policy, context, new Inputs(repository, image, rule, listed.tags()));
    }
  }

  private record Inputs(
      ImageRepository repository, ImageName image, SelectionRule rule, List<Tag> listed) {}

  private ReconcileResult<ImagePolicyStatus> selected(
      KnownObjects objects,
      ImagePolicy policy,
      ReconcileContext<ImagePolicyStatus> context,
      Inputs inputs) {
    ImagePolicyStatus before = context.before();
    String namespace = policy.metadata().namespace();
    ImageRepository repository = inputs.repository();
    ImageName image = inputs.image();
    SelectionRule rule = inputs.rule();
    List<Tag> listed = inputs.listed();
    Supplier<RegistryAccess> access = () -> accesses.of(objects, repository, image);
    Guarded guarded =
        before
            .latestRef()
            .filter(ref -> ref.name().equals(repository.image()))
            .map(ref -> guard.select(namespace, rule, listed, List.of(ref.tag()), image, access))
            .orElseGet(() -> Guarded.free(workers.run(namespace, () -> rule.select(listed))));
    Tag latest = guarded.selection().latest().orElseThrow(() -> nothing(guarded.selection()));
    ImageRef ref =
        new ImageRef(
            repository.image(),
            latest,
            digests.digest(policy, image, latest, before.latestRef().stream().toList(), access));
    ImagePolicyStatus selected = before.withLatest(ref);
    String message = message(selected, guarded, notNumbers(rule, guarded));
    return new ReconcileResult<>(
        succeeded(policy, context, selected, message, guarded, clock),
        events(guarded, context, message),
        next(policy, guarded));
  }

  /** Flux's words, and, where no tag came through to the end, where they were lost. */
  private static AutomationException nothing(Selection selection) {
    String failure = selection.failure().orElse("no tag chosen");
    Funnel funnel = selection.funnel();
    return new ReasonedException(
        Reason.FAILURE, funnel.candidates() > 0 ? failure : failure + ": " + funnel.leftovers());
  }

  /** The repository has not been scanned yet; when it is, the policy is woken anyway. */
  private ReconcileResult<ImagePolicyStatus> waiting(ReconcileContext<ImagePolicyStatus> context) {
    var missing =
        new ReasonedException(
            Reason.DEPENDENCY_NOT_READY,
            "retrying in %s error: no tags in database"
                .formatted(Durations.format(requeueDependency)));
    return context.failure(missing).requeueAfter(requeueDependency);
  }

  /** The status of a policy whose selection a guard at the markers has just put right. */
  static ImagePolicyStatus corrected(
      ImagePolicy policy,
      ImagePolicyStatus before,
      PlannedUpdate.Correction correction,
      InstantSource clock) {
    ReconcileContext<ImagePolicyStatus> context =
        ReconcileContext.begin(
            policy.key(), policy.metadata().generation(), before, Trigger.SCHEDULE, clock, _ -> {});
    ImagePolicyStatus selected = before.withLatest(correction.ref());
    Guarded guarded = correction.guarded();
    return succeeded(policy, context, selected, message(selected, guarded, 0), guarded, clock);
  }

  private static ImagePolicyStatus succeeded(
      ImagePolicy policy,
      ReconcileContext<ImagePolicyStatus> context,
      ImagePolicyStatus selected,
      String message,
      Guarded guarded,
      InstantSource clock) {
    ImagePolicyStatus ready = context.succeeded(selected, message);
    return ready.withConditions(
        Degradation.ofPolicy(
            ready.conditions(), guarded, policy.metadata().generation(), clock.instant()));
  }

  private static String message(ImagePolicyStatus selected, Guarded guarded, int notNumbers) {
    ImageRef ref = selected.latestRef().orElseThrow();
    StringBuilder message =
        new StringBuilder(
            "Latest image tag for %s resolved to %s".formatted(ref.name(), ref.tag()));
    ref.digest().ifPresent(digest -> message.append(" with digest ").append(digest));
    selected
        .observedPreviousRef()
        .filter(old -> !old.equals(ref))
        .ifPresent(old -> message.append(" (previously ").append(old).append(")"));
    if (notNumbers > 0) {
      message.append("; %d tags are not numbers and were left out".formatted(notNumbers));
    }
    guarded.note().ifPresent(note -> message.append("; ").append(note));
    return message.toString();
  }

  /** A numerical policy passes over what is no number, and says how often. */
  private static int notNumbers(SelectionRule rule, Guarded guarded) {
    return rule.policy() instanceof NumericalPolicy ? guarded.selection().funnel().unreadable() : 0;
  }

  private static List<Event> events(
      Guarded guarded, ReconcileContext<ImagePolicyStatus> context, String message) {
    List<Event> events = new ArrayList<>();
    guarded
        .eventText()
        .ifPresent(text -> events.add(context.event(Event.Type.WARNING, Reason.SUCCEEDED, text)));
    Event.Type type = context.isNews(message) ? Event.Type.NORMAL : Event.Type.TRACE;
    events.add(context.event(type, Reason.SUCCEEDED, message));
    return events;
  }

  private static Optional<Duration> next(ImagePolicy policy, Guarded guarded) {
    if (guarded.unsettled()) {
      return Optional.of(DowngradeGuard.ASK_AGAIN);
    }
    return policy.digestReflectionPolicy() == DigestReflection.ALWAYS
        ? policy.interval().map(wanted -> wanted.isZero() ? DEFAULT_DIGEST_INTERVAL : wanted)
        : Optional.empty();
  }
}
