package dev.freshet.engine.pipeline;

import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.fingerprint.Fingerprint;
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
 * The registry's lists, fetched once for all objects that want the same image with the same access.
 * A list that fails fails all who wait for it.
 */
final class Scans {
  /** A complete list and when it was asked for. */
  record Scan(List<Tag> tags, Instant at) {}

  private record Key(String image, Fingerprint access) {}

  /**
   * A list that is under way or there.
   *
   * @param until when nobody wants it any more
   */
  private record Listing(CompletableFuture<List<Tag>> tags, Instant started, Instant until) {
    boolean isUnderWay() {
      return !tags.isDone();
    }

    /** A clock that was set back makes a list as good as none. */
    boolean isUseless(Instant now) {
      return !isUnderWay()
          && (tags.isCompletedExceptionally() || !until.isAfter(now) || started.isAfter(now));
    }
  }

  private final RegistryClient registry;
  private final InstantSource clock;
  private final Map<Key, Listing> listings = new HashMap<>();

  Scans(RegistryClient registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * The tags of the image, from another object's scan when that is no older than the age.
   *
   * @param interval how long others may want this list
   * @param age zero asks the registry, whatever is known
   */
  Scan list(ImageName image, RegistryAccess access, Duration interval, Duration age) {
    Instant now = clock.instant();
    Key key = new Key(image.canonical(), access.fingerprint());
    Listing mine = new Listing(new CompletableFuture<>(), now, now.plus(interval));
    Optional<Listing> shared = join(key, mine, age);
    if (shared.isEmpty()) {
      fetch(image, access, mine);
    }
    Listing listing = shared.orElse(mine);
    return new Scan(await(listing), listing.started());
  }

  /** Another's listing that will do; else this one is offered to the others. */
  private Optional<Listing> join(Key key, Listing mine, Duration age) {
    Instant now = mine.started();
    synchronized (listings) {
      listings.values().removeIf(listing -> listing.isUseless(now));
      Listing last = listings.get(key);
      if (last != null
          && age.isPositive()
          && (last.isUnderWay() || last.started().plus(age).isAfter(now))) {
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

  private void fetch(ImageName image, RegistryAccess access, Listing listing) {
    try {
      listing.tags().complete(registry.tags(image, access).tags());
    } catch (RuntimeException failure) {
      listing.tags().completeExceptionally(failure);
    } finally {
      // Whatever else ended it, nobody waits for it any longer.
      listing.tags().cancel(false);
    }
  }
}
