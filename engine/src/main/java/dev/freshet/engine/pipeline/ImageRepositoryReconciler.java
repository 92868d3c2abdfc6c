package dev.freshet.engine.pipeline;

import dev.freshet.api.Durations;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ScanResult;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.Reason;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.Exclusions;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.ledger.LedgerEntry;
import dev.freshet.engine.ledger.TagChecksum;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.work.Workers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Scans one ImageRepository when a scan is due: the registry's list goes to the ledger, what the
 * exclusions leave is counted and summed up in the status. A list that fails or breaks off changes
 * neither.
 */
final class ImageRepositoryReconciler {
  private static final int LATEST_TAGS = 10;
  private static final Duration NEARLY = Duration.ofSeconds(1);

  private final Scans scans;
  private final Ledger ledger;
  private final RegistryAccesses accesses;
  private final Workers workers;
  private final InstantSource clock;
  private final ScanTimes times;

  ImageRepositoryReconciler(
      Scans scans, Ledger ledger, RegistryAccesses accesses, Workers workers, Pace pace) {
    this.accesses = accesses;
    this.scans = scans;
    this.ledger = ledger;
    this.workers = workers;
    this.clock = pace.clock();
    this.times = new ScanTimes(pace);
  }

  ReconcileResult<ImageRepositoryStatus> reconcile(
      KnownObjects objects,
      ImageRepository repository,
      ReconcileContext<ImageRepositoryStatus> context,
      ScanCause cause) {
    ImageName image = ImageNames.of(repository);
    // Read even when no scan is due: a broken Secret is told of at once.
    RegistryAccess access = accesses.of(objects, repository, image);
    ImageRepositoryStatus before = context.before();
    Optional<ScanReason> reason = reason(repository, image, before, cause);
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
        repository,
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
    }
  }

  private LedgerEntry recorded(ImageRepository repository, ImageName image, Scans.Scan scan) {
    try {
      LedgerEntry found = ledger.record(repository.metadata().key(), image, scan.tags(), scan.at());
      times.scanned(repository.metadata().key(), scan.at(), found.listedAt());
      return found;
    } catch (AutomationException cause) {
      throw new AutomationException(
          Reason.READ_OPERATION_FAILED, "scan failed: " + cause.getMessage(), cause);
    }
  }

  /** A scan that takes longer than its interval is followed by a whole one. */
  private Duration next(ImageRepository repository, ScanResult result) {
    Duration left = times.untilDue(repository, result);
    return left.compareTo(NEARLY) < 0 ? repository.interval() : left;
  }

  /** Nobody else reads what the repository found. */
  void cleanUp(NamespacedName repository) {
    ledger.delete(repository);
  }

  /** Lets go of what is kept in memory for a repository that is gone. */
  void forget(NamespacedName repository) {
    times.forget(repository);
    scans.release(RegistryAccesses.holder(repository));
  }

  /** The first reason that holds, in Flux's order. */
  private Optional<ScanReason> reason(
      ImageRepository repository, ImageName image, ImageRepositoryStatus before, ScanCause cause) {
    if (before.lastScanResult().isEmpty()) {
      return Optional.of(ScanReason.FIRST_SCAN);
    }
    if (cause == ScanCause.REQUEST) {
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
    } catch (AutomationException cause) {
      throw cause.within("failed to determine if it's scan time: ");
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
        repository,
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

  private ReconcileResult<ImageRepositoryStatus> ended(
      ImageRepository repository,
      ReconcileContext<ImageRepositoryStatus> context,
      ImageRepositoryStatus status,
      ScanResult result,
      String nothingNew,
      Duration next) {
    ObjectKey key = ObjectKey.of(ObjectKey.Kind.IMAGE_REPOSITORY, repository.metadata());
    String message =
        "successful scan: found %d tags with checksum %s"
            .formatted(result.tagCount(), result.revision());
    Event told =
        context.isNews(message)
            ? new Event(key, Event.Type.NORMAL, Reason.SUCCEEDED, message, clock.instant())
            : new Event(key, Event.Type.TRACE, Reason.SUCCEEDED, nothingNew, clock.instant());
    return new ReconcileResult<>(
        context.succeeded(status, message), List.of(told), Optional.of(next));
  }
}
