package dev.freshet.operator.leader;

import dev.freshet.operator.cluster.ApiFailure;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership by a Lease. Leading ends a renew deadline after the last renewal that succeeded was
 * <em>sent</em>; others start a lease duration after it was <em>seen</em>. What lies between is the
 * time for work under way to end.
 *
 * <p>One thread talks to the API server. A second one only looks at the time, because a request may
 * hang for longer than leadership lasts. Both are platform threads: busy virtual threads must not
 * keep them waiting.
 */
final class Elected implements Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(Elected.class);

  /** How often one that waits looks: the time a released lease lies about. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How long closing waits for the release; without an answer others wait for the lease's end. */
  private static final Duration RELEASE = Duration.ofSeconds(5);

  /** As many requests can hang before the renew deadline. */
  private static final int TRIES = 3;

  private enum State {
    WAITING,
    LEADING,
    LOST,
    CLOSED
  }

  private enum Standing {
    HELD,
    HELD_BY_ANOTHER,
    UNKNOWN
  }

  private final KubernetesClient client;
  private final LeaseCandidate candidate;
  private final LeaderOptions options;
  private final Runnable onLost;
  private final Thread election =
      Thread.ofPlatform().name("leader-election").daemon().unstarted(this::run);
  private final CountDownLatch decided = new CountDownLatch(1);
  private final CountDownLatch ending = new CountDownLatch(1);

  /** Changed under this only. */
  private volatile State state = State.WAITING;

  /** When the last renewal that succeeded was sent. */
  private volatile Moment renewed = Moment.now();

  /** For the log only. */
  private String lastSeenLeader = "";

  private Elected(KubernetesClient client, LeaderOptions options, Runnable onLost) {
    this.client = client;
    this.options = options;
    this.onLost = onLost;
    candidate = new LeaseCandidate(client, options);
  }

  static Elected start(KubernetesClient shared, LeaderOptions options, Runnable onLost) {
    var elected = new Elected(ownClient(shared, options.renewDeadline()), options, onLost);
    elected.election.start();
    return elected;
  }

  /**
   * Renewals must not wait behind other requests or their retries, nor hang on a connection that
   * went dead: HTTP/1.1 opens another one after a time-out, HTTP/2 would go on with the dead one.
   */
  private static KubernetesClient ownClient(KubernetesClient shared, Duration renewDeadline) {
    int timeout = Math.toIntExact(renewDeadline.dividedBy(TRIES).toMillis());
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(shared.getConfiguration())
                .withRequestTimeout(timeout)
                .withConnectionTimeout(timeout)
                .withRequestRetryBackoffLimit(0)
                .withHttp2Disable(true)
                .build())
        .build();
  }

  private void run() {
    try (client) {
      if (acquire()) {
        hold();
      }
    } catch (InterruptedException interrupted) {
      // Nobody interrupts this thread; should it happen, leadership is not renewed and ends.
      Thread.currentThread().interrupt();
    }
  }

  /** True when the lease is held, even if closing came in between: it is to be released then. */
  private boolean acquire() throws InterruptedException {
    LOG.atInfo().addKeyValue("lease", options.lease()).log("waiting to become leader");
    Duration pause = LOOK.compareTo(options.retryPeriod()) < 0 ? LOOK : options.retryPeriod();
    while (true) {
      Moment sent = Moment.now();
      Standing standing = claim();
      if (standing == Standing.HELD) {
        begin(sent);
        return true;
      }
      if (ended(jittered(standing == Standing.UNKNOWN ? options.retryPeriod() : pause))) {
        return false;
      }
    }
  }

  private void begin(Moment sent) {
    synchronized (this) {
      if (state != State.WAITING) {
        return;
      }
      renewed = sent;
      state = State.LEADING;
    }
    LOG.atInfo().addKeyValue("lease", options.lease()).log("became leader");
    Thread.ofPlatform().name("leader-deadline").daemon().start(this::watchDeadline);
    decided.countDown();
  }

  private void hold() throws InterruptedException {
    while (state == State.LEADING && !ended(options.retryPeriod())) {
      Moment sent = Moment.now();
      switch (claim()) {
        case HELD -> renewed = sent;
        case HELD_BY_ANOTHER -> lose("another operator leads");
        case UNKNOWN -> {
          // The deadline decides, and another thread watches it.
        }
      }
    }
    if (state == State.CLOSED && options.release() == LeaderOptions.Release.ON_CLOSE) {
      release();
    }
  }

  private Standing claim() {
    try {
      Optional<String> other = candidate.claim();
      other.filter(leader -> !leader.equals(lastSeenLeader)).ifPresent(this::tellOf);
      return other.isEmpty() ? Standing.HELD : Standing.HELD_BY_ANOTHER;
    } catch (RuntimeException failure) {
      // Whatever it was: the next attempt may succeed, and until then the deadline decides.
      if (failure instanceof KubernetesClientException refused
          && refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        LOG.atDebug().addKeyValue("lease", options.lease()).log("the lease changed meanwhile");
      } else {
        LOG.atError()
            .addKeyValue("lease", options.lease())
            .addKeyValue("error", new ApiFailure(failure).text(client.getMasterUrl()))
            .setCause(failure)
            .log("the lease cannot be read or written");
      }
      return Standing.UNKNOWN;
    }
  }

  private void tellOf(String leader) {
    lastSeenLeader = leader;
    LOG.atInfo()
        .addKeyValue("lease", options.lease())
        .addKeyValue("leader", leader)
        .log("another operator leads");
  }

  private void watchDeadline() {
    try {
      Duration left = left();
      while (left.isPositive()) {
        if (ended(left)) {
          return;
        }
        left = left();
      }
      lose("the lease could not be renewed in time");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration left() {
    return options.renewDeadline().minus(renewed.atMost(Moment.now()));
  }

  private void lose(String why) {
    synchronized (this) {
      if (state != State.LEADING) {
        return;
      }
      state = State.LOST;
    }
    LOG.atError().addKeyValue("lease", options.lease()).log("leadership lost: {}", why);
    try {
      onLost.run();
    } finally {
      ending.countDown();
    }
  }

  private void release() {
    try {
      candidate.release();
      LOG.atInfo().addKeyValue("lease", options.lease()).log("leadership released");
    } catch (KubernetesClientException failure) {
      LOG.atError()
          .addKeyValue("lease", options.lease())
          .addKeyValue("error", new ApiFailure(failure).text(client.getMasterUrl()))
          .setCause(failure)
          .log("leadership not released: others wait until the lease runs out");
    }
  }

  private boolean ended(Duration within) throws InterruptedException {
    return ending.await(within.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Candidates that started together shall not ask together for ever. */
  private static Duration jittered(Duration pause) {
    return pause.plus(
        Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 5 + 1)));
  }

  @Override
  public boolean await() throws InterruptedException {
    decided.await();
    return isLeading();
  }

  @Override
  public boolean isLeading() {
    return state == State.LEADING && left().isPositive();
  }

  @Override
  public void close() {
    synchronized (this) {
      if (state == State.LOST) {
        return;
      }
      state = State.CLOSED;
    }
    decided.countDown();
    ending.countDown();
    try {
      election.join(RELEASE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
