package dev.freshet.engine.image;

import dev.freshet.api.Durations;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.registry.RegistryClient;
import dev.freshet.engine.registry.TagList;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.registry.host.RegistryException;
import dev.freshet.engine.work.HeapShareException;
import dev.freshet.engine.work.HeapShares;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The registry's lists, fetched once for all objects that want the same image with the same access.
 * A list that fails fails all of its namespace who wait for it; of another namespace is taken what
 * came out well. The latest lists are kept for others, up to a part of the memory.
 */
final class Scans {
  /** A complete list and when it was asked for; its memory is its user's until it is closed. */
  record Scan(List<Tag> tags, Instant at, HeapShares.Share memory) implements AutoCloseable {
    @Override
    public void close() {
      memory.close();
    }
  }

  private record Key(String image, Fingerprint access, Duration timeout) {}

  /**
   * A list that is under way or there.
   *
   * @param at what its scan is dated
   * @param started by the registry's clock, as all that follows
   * @param until when nobody wants it any more
   */
  private record Listing(
      CompletableFuture<TagList> tags, Holder holder, Instant at, Instant started, Instant until) {
    boolean isUnderWay() {
      return !tags.isDone();
    }

    /** A list of a time that has not come yet, since the clock was set back, helps nobody. */
    boolean isUseless(Instant now, Instant timeOfDay) {
      return !isUnderWay()
          && (tags.isCompletedExceptionally() || !until.isAfter(now) || at.isAfter(timeOfDay));
    }

    long weight() {
      return isUnderWay() || tags.isCompletedExceptionally() ? 0 : tags.join().weight();
    }
  }

  private final RegistryClient registry;
  private final InstantSource clock;
  private final long mostKept;

  /** In the order they were asked for. Guarded by this. */
  private final Map<Key, Listing> listings = new LinkedHashMap<>();

  Scans(RegistryClient registry, InstantSource clock) {
    this(registry, clock, Runtime.getRuntime().maxMemory() / 32);
  }

  /**
   * @param mostKept bytes of the lists that are kept, about
   */
  Scans(RegistryClient registry, InstantSource clock, long mostKept) {
    this.registry = registry;
    this.clock = clock;
    this.mostKept = mostKept;
  }

  /**
   * The tags of the image, from another object's scan when that is no older than the age.
   *
   * @param interval how long others may want this list
   * @param age zero asks the registry, whatever is known
   */
  Scan list(ImageName image, RegistryAccess access, Duration interval, Duration age) {
    Instant now = registry.now();
    Key key = new Key(image.canonical(), access.fingerprint(), access.timeout());
    Listing mine =
        new Listing(
            new CompletableFuture<>(), access.holder(), clock.instant(), now, now.plus(interval));
    Optional<Listing> shared = join(key, mine, age);
    return shared
        .flatMap(listing -> await(listing, access))
        .orElseGet(() -> {
          if (shared.isPresent()) {
            offer(key, mine);
          }
          return fetch(image, access, mine);
        });
  }

  /** Another's listing that will do; else this one is offered to the others. */
  private synchronized Optional<Listing> join(Key key, Listing mine, Duration age) {
    Instant now = mine.started();
    listings.values().removeIf(listing -> listing.isUseless(now, mine.at()));
    Listing last = listings.get(key);
    if (last != null
        && age.isPositive()
        && (last.isUnderWay() || last.started().plus(age).isAfter(now))) {
      return Optional.of(last);
    }
    offer(key, mine);
    return Optional.empty();
  }

  private synchronized void offer(Key key, Listing mine) {
    listings.remove(key); // so that it comes last
    listings.put(key, mine);
  }

  /** Nothing when it came to nothing in another namespace. */
  private Optional<Scan> await(Listing listing, RegistryAccess access) {
    try {
      TagList list = listing.tags().get(access.timeout().toNanos(), TimeUnit.NANOSECONDS);
      return Optional.of(new Scan(list.tags(), listing.at(), taken(list, access)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failed("interrupted");
    } catch (TimeoutException _) {
      throw failed("timed out after " + Durations.format(access.timeout()));
    } catch (CancellationException _) {
      return Optional.empty(); // ended by what is nobody else's
    } catch (ExecutionException failure) {
      if (listing.holder().namespace().equals(access.holder().namespace())
          && failure.getCause() instanceof RuntimeException scan) {
        throw scan;
      }
      return Optional.empty();
    }
  }

  /** The list itself is its first user's, what is made of it is not. */
  private HeapShares.Share taken(TagList list, RegistryAccess access) {
    HeapShares.Share share = registry.memory().open(access.holder().namespace(), () -> {});
    try {
      share.take(list.weight(), access.timeout());
      return share;
    } catch (HeapShareException cause) {
      share.close();
      throw failed(String.valueOf(cause.getMessage()));
    }
  }

  private static RegistryException failed(String cause) {
    return new RegistryException(
        RegistryException.Failure.NO_ANSWER,
        "wait for the list that another object has asked for: " + cause,
        null);
  }

  private Scan fetch(ImageName image, RegistryAccess access, Listing listing) {
    try {
      TagList list = registry.tags(image, access);
      listing.tags().complete(list);
      return new Scan(list.tags(), listing.at(), list.memory());
    } catch (RuntimeException failure) {
      if (!Thread.currentThread().isInterrupted()) { // by the end of a run that is nobody else's
        listing.tags().completeExceptionally(failure);
      }
      throw failure;
    } finally {
      // Whatever else ended it, nobody waits for it any longer.
      listing.tags().cancel(false);
      keepTheLatest();
    }
  }

  /** Lets go of what is held for an object that is gone. */
  void release(Holder holder) {
    registry.release(holder);
    synchronized (this) {
      listings.values().removeIf(one -> one.holder().equals(holder) && !one.isUnderWay());
    }
  }

  private synchronized void keepTheLatest() {
    long kept = listings.values().stream().mapToLong(Listing::weight).sum();
    Iterator<Listing> oldest = listings.values().iterator();
    while (kept > mostKept && oldest.hasNext()) {
      Listing listing = oldest.next();
      if (!listing.isUnderWay()) {
        oldest.remove();
        kept -= listing.weight();
      }
    }
  }
}
