package dev.freshet.engine.pipeline;

import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.registry.RegistryAccess;
import dev.freshet.engine.registry.RegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The registry's lists, fetched once for all objects that want the same image with the same access
 * and recorded in the ledger. A list that fails is recorded nowhere and fails all who wait for it.
 */
final class Scans {
  private record Key(String image, Fingerprint access) {}

  private record Listing(CompletableFuture<List<Tag>> tags, Instant started) {}

  private final RegistryClient registry;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Map<Key, Listing> listings = new HashMap<>();

  Scans(RegistryClient registry, Ledger ledger, InstantSource clock) {
    this.registry = registry;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Whether the ledger has tags of this image. */
  boolean knows(ImageName image) {
    return ledger.hasTags(image);
  }

  /** Deletes the tags of an image nobody scans any more. */
  void forget(ImageName image) {
    synchronized (listings) {
      listings.keySet().removeIf(key -> key.image().equals(image.canonical()));
    }
    ledger.delete(image);
  }

  /**
   * The tags of the image, from another object's scan when that is younger than the interval and
   * nobody asked for a new one.
   */
  List<Tag> list(ImageName image, RegistryAccess access, Duration interval, ScanCause cause) {
    Key key = new Key(image.canonical(), access.fingerprint());
    Listing mine = new Listing(new CompletableFuture<>(), clock.instant());
    Optional<Listing> shared = join(key, mine, interval, cause);
    if (shared.isPresent()) {
      return await(shared.get());
    }
    fetch(image, access, mine);
    return await(mine);
  }

  /** Another's listing that will do; else this one is offered to the others. */
  private Optional<Listing> join(Key key, Listing mine, Duration interval, ScanCause cause) {
    synchronized (listings) {
      listings.values().removeIf(Scans::failed);
      Listing last = listings.get(key);
      if (cause == ScanCause.SCHEDULE
          && last != null
          && last.started().plus(interval).isAfter(mine.started())) {
        return Optional.of(last);
      }
      listings.put(key, mine);
      return Optional.empty();
    }
  }

  private static List<Tag> await(Listing listing) {
    try {
      return listing.tags().join();
    } catch (CompletionException failure) {
      // The failure of the scan itself, for each who wanted its tags.
      throw failure.getCause() instanceof RuntimeException scan ? scan : failure;
    }
  }

  private static boolean failed(Listing listing) {
    return listing.tags().isCompletedExceptionally();
  }

  private void fetch(ImageName image, RegistryAccess access, Listing listing) {
    try {
      List<Tag> tags = registry.tags(image, access).tags();
      ledger.record(image, tags, listing.started());
      listing.tags().complete(tags);
    } catch (RuntimeException failure) {
      listing.tags().completeExceptionally(failure);
    }
  }
}
