package dev.freshet.operator.server;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.Backoff;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * How long an API server that is away is asked again: a restart takes it seconds, and etcd may be
 * gone for half a minute.
 *
 * @param most after this the last answer counts
 */
public record ApiRetryPolicy(Duration most) {
  public static final ApiRetryPolicy NONE = new ApiRetryPolicy(Duration.ZERO);
  public static final ApiRetryPolicy OF_A_WRITE = new ApiRetryPolicy(Duration.ofSeconds(60));
  public static final ApiRetryPolicy OF_A_LOOK = new ApiRetryPolicy(Duration.ofSeconds(15));

  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

  /** Asks until there is an answer, or patience ends. */
  public Answer ask(Supplier<Answer> question) {
    long end = System.nanoTime() + most.toNanos();
    for (int failures = 1; ; failures++) {
      Answer answer = question.get();
      if (!(answer instanceof Answer.Unavailable unavailable)) {
        return answer;
      }
      Duration wait = longer(unavailable.pause(), spread(PAUSES.after(failures)));
      if (System.nanoTime() + wait.toNanos() - end > 0) {
        return answer;
      }
      sleep(wait);
    }
  }

  /** Half to all of it: a hundred objects must not knock in the same millisecond. */
  private static Duration spread(Duration pause) {
    long half = pause.toNanos() / 2;
    return Duration.ofNanos(half + ThreadLocalRandom.current().nextLong(half + 1));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new ReasonedException(Reason.FAILED, "interrupted", cause);
    }
  }
}
