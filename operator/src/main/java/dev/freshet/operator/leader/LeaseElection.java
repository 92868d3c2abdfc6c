package dev.freshet.operator.leader;

import dev.freshet.operator.leader.LeaseCandidate.Claim;
import dev.freshet.operator.server.Answer;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.operator.thread.Boundary;
import dev.freshet.web.health.Pulse;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
final class LeaseElection implements Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseElection.class);

  /** How often one that waits looks: the time a released lease lies about. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How long closing waits for the release; without an answer others wait for the lease's end. */
  private static final Duration RELEASE = Duration.ofSeconds(5);

  /** How long its threads sleep at most, so that one sees them move. */
  private static final Duration ROUND = Duration.ofSeconds(5);

  private static final Claim NOT_KNOWN =
      new Claim.Failed(new Answer.Unavailable("it could not be asked for", Duration.ZERO));

  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(20);

  /** As many requests can hang before the renew deadline. */
  private static final int TRIES = 3;

  private enum State {
    WAITING,
    LEADING,
    LOST,
    CLOSED
  }

  private final LeaseCandidate candidate;
  private final LeaderOptions options;
  private final Runnable onLost;
  private final Thread election =
      Thread.ofPlatform().name("leader-election").daemon().unstarted(this::run);
  private final Pulse.Round electionRound = new Pulse.Round();
  private final Pulse.Round deadlineRound = new Pulse.Round();
  private final CountDownLatch decided = new CountDownLatch(1);
  private final CountDownLatch ending = new CountDownLatch(1);

  /** Changed under this only. */
  private volatile State state = State.WAITING;

  /** When the last renewal that succeeded was sent. */
  private volatile Moment renewed = Moment.now();

  /** For the log only. */
  private String lastSeenLeader = "";

  private LeaseElection(ApiServerClient server, LeaderOptions options, Runnable onLost) {
    this.options = options;
    this.onLost = onLost;
    candidate = new LeaseCandidate(server, options);
  }

  static LeaseElection start(KubernetesClient client, LeaderOptions options, Runnable onLost) {
    // Its own: renewals must not wait behind other requests.
    Duration third = options.renewDeadline().dividedBy(TRIES);
    var server =
        new ApiServerClient(client, third.compareTo(LONGEST_REQUEST) < 0 ? third : LONGEST_REQUEST);
    var elected = new LeaseElection(server, options, onLost);
    elected.election.start();
    return elected;
  }

  /** Should it end too soon, leadership is not renewed and ends, or the process is missed. */
  private void run() {
    try {
      if (acquire()) {
        hold();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt(); // by nobody
    }
  }

  /** True when the lease is held, even if closing came in between: it is to be released then. */
  private boolean acquire() throws InterruptedException {
    LOG.atInfo().addKeyValue("lease", options.lease()).log("waiting to become leader");
    Duration pause = LOOK.compareTo(options.retryPeriod()) < 0 ? LOOK : options.retryPeriod();
    while (true) {
      Moment sent = Moment.now();
      Claim claim = claim();
      if (claim instanceof Claim.Held) {
        begin(sent);
        return true;
      }
      if (ended(
          jittered(claim instanceof Claim.HeldBy ? pause : options.retryPeriod()), electionRound)) {
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
    while (state == State.LEADING && !ended(options.retryPeriod(), electionRound)) {
      Moment sent = Moment.now();
      switch (claim()) {
        case Claim.Held() -> renewed = sent;
        case Claim.HeldBy _ -> lose("another operator leads");
        case Claim.Failed _ -> {} // the deadline decides, and another thread watches it
      }
    }
    if (state == State.CLOSED && options.release() == LeaderOptions.Release.ON_CLOSE) {
      release();
    }
  }

  private Claim claim() throws InterruptedException {
    Claim claim = Boundary.call("look after the lease", NOT_KNOWN, candidate::claim);
    switch (claim) {
      case Claim.Held() -> {}
      case Claim.HeldBy(String other) -> tellOf(other);
      case Claim.Failed(Answer.Conflict _) ->
          LOG.atDebug().addKeyValue("lease", options.lease()).log("the lease changed meanwhile");
      case Claim.Failed(var failure) ->
          LOG.atError()
              .addKeyValue("lease", options.lease())
              .log("the lease cannot be read or written: {}", failure.message());
    }
    return claim;
  }

  private void tellOf(String leader) {
    if (leader.equals(lastSeenLeader)) {
      return;
    }
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
        if (ended(left, deadlineRound)) {
          return;
        }
        left = left();
      }
      lose("the lease could not be renewed in time");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Until leadership is given up. Not by the wall clock: somebody may have set it, and the next
   * renewal says whether more time has gone by than this process felt.
   */
  private Duration left() {
    return options.renewDeadline().minus(renewed.atLeast(Moment.now()));
  }

  private void lose(String why) {
    synchronized (this) {
      if (state != State.LEADING) {
        return;
      }
      state = State.LOST;
    }
    try {
      LOG.atError().addKeyValue("lease", options.lease()).log("leadership lost: {}", why);
    } finally { // whatever becomes of the log
      onLost.run();
      ending.countDown();
    }
  }

  private void release() {
    switch (candidate.release()) {
      case Claim.Held() ->
          LOG.atInfo().addKeyValue("lease", options.lease()).log("leadership released");
      case Claim.HeldBy _ -> {} // nothing is there to release
      case Claim.Failed(var failure) ->
          LOG.atError()
              .addKeyValue("lease", options.lease())
              .log(
                  "leadership not released: others wait until the lease runs out: {}",
                  failure.message());
    }
  }

  private boolean ended(Duration within, Pulse.Round round) throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    boolean ended = false;
    while (!ended && end - System.nanoTime() > 0) {
      round.comeRound();
      ended =
          ending.await(Math.min(end - System.nanoTime(), ROUND.toNanos()), TimeUnit.NANOSECONDS);
    }
    return ended;
  }

  /** Candidates that started together shall not ask together for ever. */
  private static Duration jittered(Duration pause) {
    return pause.plus(
        Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 5 + 1)));
  }

  @Override
  public boolean await() throws InterruptedException {
    decided.await();
    return state == State.LEADING;
  }

  @Override
  public boolean isLeading() {
    return state == State.LEADING
        && renewed.atMost(Moment.now()).compareTo(options.renewDeadline()) < 0;
  }

  @Override
  public boolean isWaiting() {
    return state == State.WAITING;
  }

  @Override
  public void expectIn(BiConsumer<String, Consumer<Runnable>> expecting) {
    expecting.accept("the leader election", electionRound);
    expecting.accept(
        "the watch over the lease's deadline",
        answer -> {
          if (state == State.LEADING) {
            deadlineRound.accept(answer);
          } else {
            answer.run(); // there is none yet, or no more
          }
        });
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
