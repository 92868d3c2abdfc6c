package dev.freshet.engine.registry;

import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.Reason;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.http.HttpAccess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Lists tags and looks manifests up in any registry of the distribution protocol. One client serves
 * all objects and threads of a process: what a registry host may be asked at a time, how it is
 * reached, and tokens are shared.
 */
public final class RegistryClient implements AutoCloseable {
  /** How long HTTPS may keep quiet before HTTP is tried beside it, where that is allowed. */
  private static final Duration HEAD_START = Duration.ofMillis(300);

  private final InstantSource clock;
  private final Connections connections;

  /** Few and short-lived; not virtual for the reason that one-shot runs have. */
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("registry-ping-", 0).factory());

  private final TagPages pages;
  private final Manifests manifests;

  public RegistryClient(
      InstantSource clock, RandomGenerator random, Sleeper sleeper, Connections connections) {
    this(clock, random, sleeper, connections, _ -> {});
  }

  /**
   * @param calls told of every request once it has ended, on the thread that sent it
   */
  public RegistryClient(
      InstantSource clock,
      RandomGenerator random,
      Sleeper sleeper,
      Connections connections,
      Consumer<RegistryCall> calls) {
    this(clock, random, sleeper, connections, calls, HEAD_START);
  }

  RegistryClient(
      InstantSource clock,
      RandomGenerator random,
      Sleeper sleeper,
      Connections connections,
      Consumer<RegistryCall> calls,
      Duration headStart) {
    this.clock = clock;
    this.connections = connections;
    var exchanges = new Exchanges(sleeper, new Patience(random), calls);
    var endpoints = new Endpoints(exchanges, new Ping(exchanges, threads, headStart));
    this.pages = new TagPages(endpoints);
    this.manifests = new Manifests(endpoints);
  }

  /** The complete list, or an exception; never a part of it. */
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

  /** Certificates and proxies are checked first: what is wrong with them is no failed request. */
  private Operation begin(ImageName image, RegistryAccess access) {
    try {
      Connections.Lease lease =
          connections.lease(new HttpAccess(access.fingerprint(), access.tls(), access.proxy()));
      return new Operation(image, access, lease, clock, connections.watchdog());
    } catch (InvalidInputException cause) {
      throw new AutomationException(
          Reason.AUTHENTICATION_FAILED,
          "failed to configure authentication options: " + cause.getMessage(),
          cause);
    }
  }

  private TagList list(Operation operation) {
    try {
      return new TagList(pages.all(operation));
    } catch (AutomationException cause) {
      throw new AutomationException(cause.reason(), "scan failed: " + cause.getMessage(), cause);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
