package dev.freshet.engine.git.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of servers' answers may be kept in memory at a time: lists of references, and whatever
 * else is no part of a pack. Small answers are free, so that nobody waits for a large one.
 */
final class AnswerBudget {
  /** A quarter of a million references, of which each takes five times as much memory. */
  static final long MOST = 16L << 20;

  private static final long MOST_OF_ALL = 2 * MOST;
  private static final long FREE = 1L << 20;

  private final AtomicLong taken = new AtomicLong();

  /** What one session has read, until it lets go. */
  final class Share {
    private long read;

    void take(long bytes) throws AnswerException {
      long before = counted();
      read += bytes;
      long more = counted() - before;
      long all = more == 0 ? 0 : taken.addAndGet(more);
      if (read > MOST) {
        throw AnswerException.of(
            "the server's answer is larger than %d MiB, packs aside".formatted(MOST >> 20));
      }
      if (all > MOST_OF_ALL) {
        throw AnswerException.of(
            "all answers of Git servers that are read now are larger than %d MiB, packs aside"
                .formatted(MOST_OF_ALL >> 20));
      }
    }

    private long counted() {
      return Math.max(0, read - FREE);
    }

    /** What was read is read no more. */
    void release() {
      taken.addAndGet(-counted());
      read = 0;
    }
  }

  Share share() {
    return new Share();
  }
}
