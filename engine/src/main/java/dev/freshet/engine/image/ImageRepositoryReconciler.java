package dev.freshet.engine.image;

import dev.freshet.api.Durations;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ScanResult;
import dev.freshet.api.kind.Kind;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.Exclusions;
import dev.freshet.engine.credential.RegistryAccesses;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.ledger.LedgerEntry;
import dev.freshet.engine.ledger.LedgerException;
import dev.freshet.engine.ledger.TagChecksum;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.process.EngineParts;
import dev.freshet.engine.process.ImageListener;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.ReconcileContext;
import dev.freshet.engine.reconcile.ReconcileResult;
import dev.freshet.engine.reconcile.Reconciler;
import dev.freshet.engine.reconcile.RunDeadline;
import dev.freshet.engine.reconcile.Trigger;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.registry.host.RegistryException;
import dev.freshet.engine.work.Workers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Scans one ImageRepository when a scan is due: the registry's list goes to the ledger, what the
 * exclusions leave is counted and summed up in the status. A list that fails or breaks off changes
 * neither.
 */
public final class ImageRepositoryReconciler
    implements Reconciler<ImageRepository, ImageRepositoryStatus> {
  private static final int LATEST_TAGS = 10;
  private static final Duration NEARLY = Duration.ofSeconds(1);

  private final Scans scans;
  private final Ledger ledger;
  private final RegistryAccesses accesses;
  private final Workers workers;
  private final ScanTimes times;
  private final RunDeadline deadline;
  private final Holds holds;
  private final ImageListener listener;

  public ImageRepositoryReconciler(EngineParts parts) {
    this.accesses = parts.accesses();
    this.scans = new Scans(parts.registry(), parts.pace().clock());
    this.ledger = parts.ledger();
    this.workers = parts.workers();
    this.times = new ScanTimes(parts.pace());
    this.deadline = new RunDeadline(parts.pace().slack());
    this.holds = new Holds(parts.statuses(), parts.pace().clock());
    this.listener = parts.listener();
  }

  @Override
  public Kind<ImageRepository, ImageRepositoryStatus> kind() {
    return ImageRepository.KIND;
  }

  @Override
  public Optional<AutomationException> refusal(ImageRepository repository) {
    return RegistryAccesses.refusal(repository);
  }

  @Override
  public ReconcileResult<ImageRepositoryStatus> reconcile(
      KnownObjects objects,
      ImageRepository repository,
      ReconcileContext<ImageRepositoryStatus> context) {
    tell(repository, context.before());
    ReconcileResult<ImageRepositoryStatus> done =
        deadline.during(
            repository.timeout().orElse(RunDeadline.UNSAID),
            () -> scan(objects, repository, context));
    // Nobody else looks when the policy that kept a tag is gone.
    ReconcileResult<ImageRepositoryStatus> marked =
        Degradation.isMarked(done.status().conditions())
            ? done.with(
                done.status()
                    .withConditions(
                        holds.conditions(objects, repository, done.status().conditions())))
            : done;
    tell(repository, marked.status());
    return marked;
  }

  private void tell(ImageRepository repository, ImageRepositoryStatus status) {
    status
        .lastScanResult()
        .ifPresent(
            scan -> listener.scanned(repository.metadata().key(), scan, Degradation.of(status)));
  }

  private ReconcileResult<ImageRepositoryStatus> scan(
      KnownObjects objects,
      ImageRepository repository,
      ReconcileContext<ImageRepositoryStatus> context) {
    ImageName image = ImageNames.of(repository);
    // Read even when no scan is due: a broken Secret is told of at once.
    RegistryAccess access = accesses.of(objects, repository, image);
    ImageRepositoryStatus before = context.before();
    Optional<ScanReason> reason = reason(repository, image, before, context.trigger());
    if (reason.isEmpty()) {
      return asBefore(repository, context);
    }
    String progress = "scanning: " + reason.get().text();
    if (reason.get() == ScanReason.NO_TAGS) {
      context.restart(progress);
    } else {
      context.progress(progress);
    }
    Exclusions exclusions =
        workers.run(repository.metadata().namespace(), () -> ImageNames.exclusions(repository));
    ScanResult result = scan(repository, image, access, exclusions, reason.get());
    ImageRepositoryStatus scanned =
        before.withScan(image.canonical(), result, exclusionsOf(repository));
    return ended(
        context,
        scanned,
        result,
        "tags did not change, next scan in " + Durations.format(repository.interval()),
        next(repository, result));
  }

  private static ScanResult summary(LedgerEntry found, Exclusions exclusions) {
    List<Tag> kept = exclusions.keep(found.tags());
    return new ScanResult(
        TagChecksum.of(kept).value(),
        kept.size(),
        found.listedAt(),
        kept.stream().limit(LATEST_TAGS).map(Tag::value).toList());
  }

  private ScanResult scan(
      ImageRepository repository,
      ImageName image,
      RegistryAccess access,
      Exclusions exclusions,
      ScanReason reason) {
    // Whoever makes, changes or asks for an object expects what is there by now.
    Duration age =
        reason == ScanReason.INTERVAL ? repository.interval().minus(NEARLY) : Duration.ZERO;
    try (Scans.Scan scan = scans.list(image, access, repository.interval(), age)) {
      LedgerEntry found = recorded(repository, image, scan);
      return workers.run(repository.metadata().namespace(), () -> summary(found, exclusions));
    } catch (RegistryException cause) {
      throw ImageRepositoryFailures.listing(cause);
    }
  }

  private LedgerEntry recorded(ImageRepository repository, ImageName image, Scans.Scan scan) {
    try {
      LedgerEntry found = ledger.record(repository.metadata().key(), image, scan.tags(), scan.at());
      times.scanned(repository.metadata().key(), scan.at(), found.listedAt());
      return found;
    } catch (LedgerException cause) {
      throw ImageRepositoryFailures.recording(cause);
    }
  }

  /** A scan that takes longer than its interval is followed by a whole one. */
  private Duration next(ImageRepository repository, ScanResult result) {
    Duration left = times.untilDue(repository, result);
    return left.compareTo(NEARLY) < 0 ? repository.interval() : left;
  }

  /** Nobody else reads what the repository found. */
  @Override
  public Optional<Event> cleanUp(NamespacedName repository) {
    try {
      ledger.delete(repository);
      return Optional.empty();
    } catch (LedgerException cause) {
      throw ImageRepositoryFailures.forgetting(cause);
    }
  }

  @Override
  public void forget(NamespacedName repository) {
    listener.repositoryGone(repository);
    times.forget(repository);
    scans.release(RegistryAccesses.holder(repository));
  }

  /** The first reason that holds, in Flux's order. */
  private Optional<ScanReason> reason(
      ImageRepository repository, ImageName image, ImageRepositoryStatus before, Trigger trigger) {
    if (before.lastScanResult().isEmpty()) {
      return Optional.of(ScanReason.FIRST_SCAN);
    }
    if (trigger.cause() == Trigger.Cause.REQUEST) {
      return Optional.of(ScanReason.REQUEST);
    }
    if (!before.canonicalImageName().equals(image.canonical())) {
      return Optional.of(ScanReason.NEW_IMAGE);
    }
    if (!new HashSet<>(before.observedExclusionList())
        .equals(new HashSet<>(exclusionsOf(repository)))) {
      return Optional.of(ScanReason.NEW_EXCLUSIONS);
    }
    if (isLedgerBehind(repository, image, before.lastScanResult().get())) {
      return Optional.of(ScanReason.NO_TAGS);
    }
    return times.untilDue(repository, before.lastScanResult().get()).compareTo(NEARLY) < 0
        ? Optional.of(ScanReason.INTERVAL)
        : Optional.empty();
  }

  /**
   * No tags, or those of before the last scan, which another process made: one that led meanwhile,
   * or this one with a folder that was lost since.
   */
  private boolean isLedgerBehind(ImageRepository repository, ImageName image, ScanResult last) {
    try {
      return ledger
          .listedAt(repository.metadata().key(), image)
          .filter(listed -> !listed.isBefore(last.scanTime()))
          .isEmpty();
    } catch (LedgerException cause) {
      throw ImageRepositoryFailures.deciding(cause);
    }
  }

  /** In the order of the spec; an empty list is the default one. */
  private static List<String> exclusionsOf(ImageRepository repository) {
    return repository.exclusionList().isEmpty()
        ? Exclusions.DEFAULT_PATTERNS
        : repository.exclusionList();
  }

  /** No scan is due: what the last one found still stands. */
  private ReconcileResult<ImageRepositoryStatus> asBefore(
      ImageRepository repository, ReconcileContext<ImageRepositoryStatus> context) {
    ScanResult last = context.before().lastScanResult().orElseThrow();
    Duration left = times.untilDue(repository, last);
    return ended(
        context,
        // In the order of the spec, which may have changed.
        context
            .before()
            .withScan(context.before().canonicalImageName(), last, exclusionsOf(repository)),
        last,
        "no change in repository configuration since last scan, next scan in "
            + Durations.format(left),
        left);
  }

  private static ReconcileResult<ImageRepositoryStatus> ended(
      ReconcileContext<ImageRepositoryStatus> context,
      ImageRepositoryStatus status,
      ScanResult result,
      String nothingNew,
      Duration next) {
    String message =
        "successful scan: found %d tags with checksum %s"
            .formatted(result.tagCount(), result.revision());
    Event told =
        context.isNews(message)
            ? context.event(Event.Type.NORMAL, Reason.SUCCEEDED, message)
            : context.event(Event.Type.TRACE, Reason.SUCCEEDED, nothingNew);
    return new ReconcileResult<>(
        context.succeeded(status, message), List.of(told), Optional.of(next));
  }
}
