package dev.freshet.engine.pipeline;

import dev.freshet.api.image.DigestReflection;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.core.AutomationException;
import dev.freshet.core.Reason;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.NumericalPolicy;
import dev.freshet.core.policy.SelectionRule;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.registry.RegistryAccess;
import dev.freshet.engine.state.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Selects for one ImagePolicy among the tags in the ledger, never moving away from the stored
 * selection because a list was short, and reflects the digest when the policy says so.
 */
final class PolicyStage {
  /** What Flux uses for an interval of zero. */
  private static final Duration DEFAULT_DIGEST_INTERVAL = Duration.ofMinutes(10);

  private final Ledger ledger;
  private final RegistryAccesses accesses;
  private final DowngradeGuard guard;
  private final DigestReflector digests;
  private final InstantSource clock;

  PolicyStage(
      Ledger ledger,
      RegistryAccesses accesses,
      DowngradeGuard guard,
      DigestReflector digests,
      InstantSource clock) {
    this.accesses = accesses;
    this.digests = digests;
    this.ledger = ledger;
    this.guard = guard;
    this.clock = clock;
  }

  /** What a run leaves beside the status: the deployed tag that a short list would have lost. */
  record Selected(Reconciled<ImagePolicyStatus> reconciled, Optional<Tag> kept) {}

  Selected reconcile(ImageObjects objects, ImagePolicy policy, ImagePolicyStatus before) {
    ObjectKey key = new ObjectKey(ObjectKey.Kind.IMAGE_POLICY, policy.metadata().key());
    try {
      ImageRepository repository = PolicyInputs.repository(objects, policy);
      ImageName image = ImageNames.of(repository);
      PolicyInputs.requireInterval(policy);
      SelectionRule rule = PolicyInputs.rule(policy, repository);
      List<Tag> listed = PolicyInputs.listed(ledger, image);
      RegistryAccess access = accesses.of(objects, repository, image);
      Guarded guarded =
          before
              .latestRef()
              .filter(stored -> stored.name().equals(repository.image()))
              .map(stored -> guard.select(rule, listed, List.of(stored.tag()), image, access))
              .orElseGet(() -> Guarded.free(rule.select(listed)));
      Tag latest =
          guarded
              .selection()
              .latest()
              .orElseThrow(() ->
                  new AutomationException(
                      Reason.FAILURE, guarded.selection().failure().orElse("no tag chosen")));
      ImageRef ref =
          new ImageRef(
              repository.image(),
              latest,
              digests.digest(policy, image, latest, before.latestRef().stream().toList(), access));
      ImagePolicyStatus after = resolved(before, ref, guarded, notNumbers(rule, guarded));
      return new Selected(
          new Reconciled<>(after, told(key, guarded, before, after), next(policy, guarded)),
          guarded.kept());
    } catch (AutomationException failure) {
      return new Selected(failed(key, before, failure), Optional.empty());
    }
  }

  /** The status of a policy whose selection a guard at the markers has just put right. */
  ImagePolicyStatus corrected(ImagePolicyStatus before, ImageRef ref, Guarded guarded) {
    return resolved(before, ref, guarded, 0);
  }

  private ImagePolicyStatus resolved(
      ImagePolicyStatus before, ImageRef ref, Guarded guarded, int notNumbers) {
    boolean moved = before.latestRef().filter(stored -> !stored.equals(ref)).isPresent();
    Optional<ImageRef> previous = moved ? before.latestRef() : before.observedPreviousRef();
    StringBuilder message =
        new StringBuilder(
            "Latest image tag for %s resolved to %s".formatted(ref.name(), ref.tag()));
    ref.digest().ifPresent(digest -> message.append(" with digest ").append(digest));
    previous
        .filter(old -> !old.equals(ref))
        .ifPresent(old -> message.append(" (previously ").append(old).append(")"));
    if (notNumbers > 0) {
      message.append("; %d tags are not numbers and were left out".formatted(notNumbers));
    }
    guarded.note().ifPresent(note -> message.append("; ").append(note));
    return new ImagePolicyStatus(
        Readiness.ready(before.conditions(), message.toString(), clock.instant()),
        Readiness.GENERATION,
        Optional.of(ref),
        previous,
        before.lastHandledReconcileAt());
  }

  /** A numerical policy passes over what is no number, and says how often. */
  private static int notNumbers(SelectionRule rule, Guarded guarded) {
    return rule.policy() instanceof NumericalPolicy ? guarded.selection().funnel().unreadable() : 0;
  }

  private List<Event> told(
      ObjectKey key, Guarded guarded, ImagePolicyStatus before, ImagePolicyStatus after) {
    Instant now = clock.instant();
    List<Event> events = new ArrayList<>();
    guarded
        .eventText()
        .ifPresent(
            text -> events.add(new Event(key, Event.Type.WARNING, Reason.SUCCEEDED, text, now)));
    String message = Readiness.message(after.conditions());
    boolean news = Readiness.isNews(before.conditions(), message);
    events.add(
        new Event(
            key, news ? Event.Type.NORMAL : Event.Type.TRACE, Reason.SUCCEEDED, message, now));
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

  private Reconciled<ImagePolicyStatus> failed(
      ObjectKey key, ImagePolicyStatus before, AutomationException failure) {
    Instant now = clock.instant();
    return new Reconciled<>(
        new ImagePolicyStatus(
            Readiness.failed(before.conditions(), failure, now),
            Readiness.observedGeneration(failure, before.observedGeneration()),
            before.latestRef(),
            before.observedPreviousRef(),
            before.lastHandledReconcileAt()),
        List.of(Event.failed(key, failure, now)),
        Optional.empty());
  }
}
