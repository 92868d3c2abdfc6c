package dev.freshet.engine.image;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ScanResult;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.reconcile.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When scans were made, and when the next ones are due, whoever sets the clock. */
final class ScanTimes {
  private final InstantSource clock;
  private final InstantSource steady;

  /** The last scan of this process of each object there is. */
  private final Map<NamespacedName, Begun> begun = new ConcurrentHashMap<>();

  /** One moment by two clocks. */
  private record Begun(Instant shown, Instant steady) {}

  ScanTimes(Pace pace) {
    clock = pace.clock();
    steady = pace.steady();
  }

  /**
   * @param asked when the registry was asked, which another object may have done
   * @param shown the same moment, as it is kept
   */
  void scanned(NamespacedName repository, Instant asked, Instant shown) {
    Duration ago = Duration.between(asked, clock.instant());
    Instant felt = steady.instant().minus(ago.isNegative() ? Duration.ZERO : ago);
    begun.put(repository, new Begun(shown, felt));
  }

  /**
   * By the time of day, which is all that another process has left; a time that has not come yet
   * says nothing. Of a scan of this process is known what has passed since.
   */
  Duration untilDue(ImageRepository repository, ScanResult last) {
    Instant now = clock.instant();
    Duration shown = Duration.between(last.scanTime(), now);
    Duration felt =
        Optional.ofNullable(begun.get(repository.metadata().key()))
            .filter(own -> own.shown().equals(last.scanTime()))
            .map(own -> Duration.between(own.steady(), steady.instant()))
            .orElse(shown);
    Duration passed = felt.compareTo(shown) > 0 ? felt : shown;
    return passed.isNegative() ? Duration.ZERO : repository.interval().minus(passed);
  }

  void forget(NamespacedName repository) {
    begun.remove(repository);
  }
}
