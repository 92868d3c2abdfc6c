package dev.freshet.engine.registry;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.http.HttpAccess;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.registry.host.HeldAccesses;
import dev.freshet.engine.registry.host.RegistryException;
import dev.freshet.engine.registry.host.RegistryOperation;
import dev.freshet.engine.registry.host.Sleeper;
import dev.freshet.engine.registry.http.RegistryCall;
import dev.freshet.engine.registry.http.RegistryHttp;
import dev.freshet.engine.registry.http.RetryPolicy;
import dev.freshet.engine.work.HeapShares;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Lists tags and looks manifests up in any registry of the distribution protocol. One client serves
 * all objects and threads of a process. Objects with equal accesses share what was learnt of a
 * registry, tokens, connections, and what the registry may be asked at a time; others share nothing
 * but the number of requests under way, in which each namespace has a part.
 */
public final class RegistryClient {
  /** How long HTTPS may keep quiet before HTTP is tried beside it, where that is allowed. */
  private static final Duration HEAD_START = Duration.ofMillis(300);

  private final InstantSource steady;
  private final Connections connections;
  private final HeapShares memory;
  private final HeldAccesses accesses;
  private final TagPages pages;
  private final ManifestLookup manifests;

  /**
   * Asks without telling anybody of it.
   *
   * @param steady only tells how much time has passed
   */
  public RegistryClient(
      InstantSource steady, RandomGenerator random, Sleeper sleeper, Connections connections) {
    this(steady, random, sleeper, connections, _ -> {});
  }

  /**
   * @param steady only tells how much time has passed
   * @param calls told of every request once it has ended, on the thread that sent it
   */
  public RegistryClient(
      InstantSource steady,
      RandomGenerator random,
      Sleeper sleeper,
      Connections connections,
      Consumer<RegistryCall> calls) {
    this(steady, random, sleeper, connections, calls, HEAD_START, HeapShares.ofThisProcess());
  }

  RegistryClient(
      InstantSource steady,
      RandomGenerator random,
      Sleeper sleeper,
      Connections connections,
      Consumer<RegistryCall> calls,
      Duration headStart,
      HeapShares memory) {
    this.memory = memory;
    this.steady = steady;
    this.connections = connections;
    var exchanges = new RegistryHttp(sleeper, new RetryPolicy(random), calls);
    var tokens = new BearerTokens(exchanges);
    this.accesses = new HeldAccesses(tokens::forget);
    var endpoints = new Endpoints(exchanges, new Ping(exchanges, headStart), tokens);
    this.pages = new TagPages(endpoints);
    this.manifests = new ManifestLookup(endpoints);
  }

  /** The complete list, which the caller closes, or an exception; never a part of it. */
  public TagList tags(ImageName image, RegistryAccess access) {
    try (var operation = begin(image, access)) {
      return list(operation);
    }
  }

  /** Whether the tag has a manifest now, and its digest; the scheme is the one tags came by. */
  public ManifestAnswer manifest(ImageName image, Tag tag, RegistryAccess access) {
    try (var operation = begin(image, access)) {
      return manifests.find(operation, tag);
    }
  }

  /** By the clock of this client, which only tells how much time has passed. */
  public Instant now() {
    return steady.instant();
  }

  /** What is held for the object's access ends, unless other objects have the same. */
  public void release(Holder holder) {
    accesses.release(holder);
  }

  /** Certificates and proxies are checked first: what is wrong with them is no failed request. */
  private RegistryOperation begin(ImageName image, RegistryAccess access) {
    try {
      Connections.Lease lease =
          connections.lease(new HttpAccess(access.fingerprint(), access.tls(), access.proxy()));
      return new RegistryOperation(
          image, access, accesses.of(image, access), lease, steady, connections.watchdog());
    } catch (InvalidInputException cause) {
      throw new RegistryException(
          RegistryException.Failure.UNUSABLE_ACCESS, String.valueOf(cause.getMessage()), cause);
    }
  }

  private TagList list(RegistryOperation operation) {
    HeapShares.Share share =
        memory.open(
            operation.namespace(),
            () -> operation.giveUp("other namespaces needed its memory for their lists of tags"));
    boolean listed = false;
    try {
      var used = new TagMemory(operation, share);
      List<Tag> tags = pages.all(operation, used);
      listed = true;
      return new TagList(tags, used.weight(), share);
    } finally {
      if (!listed) {
        share.close();
      }
    }
  }

  /** What all lists of tags under way may take of the memory. */
  public HeapShares memory() {
    return memory;
  }
}
