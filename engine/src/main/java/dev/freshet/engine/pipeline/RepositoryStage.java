package dev.freshet.engine.pipeline;

import dev.freshet.api.Durations;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ScanResult;
import dev.freshet.core.AutomationException;
import dev.freshet.core.Reason;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.Exclusions;
import dev.freshet.engine.ledger.TagChecksum;
import dev.freshet.engine.state.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Scans one ImageRepository when a scan is due: the registry's list goes to the ledger, what the
 * exclusions leave is counted and summed up in the status. A list that fails or breaks off changes
 * neither.
 */
final class RepositoryStage {
  private static final int LATEST_TAGS = 10;
  private static final Duration NEARLY = Duration.ofSeconds(1);

  private final Scans scans;
  private final RegistryAccesses accesses;
  private final InstantSource clock;

  RepositoryStage(Scans scans, RegistryAccesses accesses, InstantSource clock) {
    this.accesses = accesses;
    this.scans = scans;
    this.clock = clock;
  }

  Reconciled<ImageRepositoryStatus> reconcile(
      ImageObjects objects,
      ImageRepository repository,
      ImageRepositoryStatus before,
      ScanCause cause) {
    ObjectKey key = new ObjectKey(ObjectKey.Kind.IMAGE_REPOSITORY, repository.metadata().key());
    try {
      ImageName image = ImageNames.of(repository);
      Exclusions exclusions = ImageNames.exclusions(repository);
      var access = accesses.of(objects, repository, image);
      Duration untilDue = untilDue(repository, image, before);
      if (cause == ScanCause.SCHEDULE && untilDue.compareTo(NEARLY) >= 0) {
        return new Reconciled<>(before, List.of(), Optional.of(untilDue));
      }
      List<Tag> listed = scans.list(image, access, repository.interval(), cause);
      ImageRepositoryStatus after = scanned(repository, image, exclusions.keep(listed), before);
      return new Reconciled<>(
          after, List.of(told(key, repository, before, after)), Optional.of(repository.interval()));
    } catch (AutomationException failure) {
      return failed(key, before, failure);
    }
  }

  /** How long the last scan still counts; nothing when there is none or the spec has changed. */
  private Duration untilDue(
      ImageRepository repository, ImageName image, ImageRepositoryStatus before) {
    boolean same =
        before.canonicalImageName().equals(image.canonical())
            && new HashSet<>(before.observedExclusionList())
                .equals(new HashSet<>(repository.exclusionList()))
            && scans.knows(image);
    if (!same || before.lastScanResult().isEmpty()) {
      return Duration.ZERO;
    }
    Instant due = before.lastScanResult().get().scanTime().plus(repository.interval());
    Duration left = Duration.between(clock.instant(), due);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private ImageRepositoryStatus scanned(
      ImageRepository repository, ImageName image, List<Tag> kept, ImageRepositoryStatus before) {
    Instant now = clock.instant();
    List<Tag> sorted = kept.stream().sorted(Comparator.reverseOrder()).toList();
    String revision = TagChecksum.of(sorted).value();
    return new ImageRepositoryStatus(
        Readiness.ready(
            before.conditions(),
            "successful scan: found %d tags with checksum %s".formatted(sorted.size(), revision),
            now),
        Readiness.GENERATION,
        image.canonical(),
        Optional.of(
            new ScanResult(
                revision,
                sorted.size(),
                now,
                sorted.stream().limit(LATEST_TAGS).map(Tag::value).toList())),
        repository.exclusionList(),
        before.lastHandledReconcileAt());
  }

  private Event told(
      ObjectKey key,
      ImageRepository repository,
      ImageRepositoryStatus before,
      ImageRepositoryStatus after) {
    String message = Readiness.message(after.conditions());
    boolean news = Readiness.isNews(before.conditions(), message);
    return news
        ? new Event(key, Event.Type.NORMAL, Reason.SUCCEEDED, message, clock.instant())
        : new Event(
            key,
            Event.Type.TRACE,
            Reason.SUCCEEDED,
            "tags did not change, next scan in " + Durations.format(repository.interval()),
            clock.instant());
  }

  private Reconciled<ImageRepositoryStatus> failed(
      ObjectKey key, ImageRepositoryStatus before, AutomationException failure) {
    Instant now = clock.instant();
    return new Reconciled<>(
        new ImageRepositoryStatus(
            Readiness.failed(before.conditions(), failure, now),
            Readiness.observedGeneration(failure, before.observedGeneration()),
            before.canonicalImageName(),
            before.lastScanResult(),
            before.observedExclusionList(),
            before.lastHandledReconcileAt()),
        List.of(Event.failed(key, failure, now)),
        Optional.empty());
  }
}
