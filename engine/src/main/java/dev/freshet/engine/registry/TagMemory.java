package dev.freshet.engine.registry;

import dev.freshet.engine.registry.host.Operation;
import dev.freshet.engine.work.HeapShareException;
import dev.freshet.engine.work.HeapShares;

/**
 * The memory that the list of one scan takes, and what is done with the list afterwards. It is
 * taken in steps, ahead of use.
 */
final class TagMemory {
  private static final long STEP = 64 << 10;

  /** What recording a tag and selecting among them takes beside the tag itself, as measured. */
  private static final long PROCESSING = 160;

  private final Operation operation;
  private final HeapShares.Share share;
  private long taken;
  private long used;
  private long tags;

  TagMemory(Operation operation, HeapShares.Share share) {
    this.operation = operation;
    this.share = share;
  }

  /** Makes room for a tag of the list. */
  void add(String tag) {
    tags++;
    use(TagList.weight(tag) + PROCESSING);
  }

  /** Makes room for what is kept beside the tags. */
  void use(long bytes) {
    used += bytes;
    if (used > taken) {
      long more = Math.max(STEP, used - taken);
      try {
        share.take(more, operation.remaining());
      } catch (HeapShareException cause) {
        throw operation.failed(
            "the list is given up after %,d tags: ".formatted(tags) + cause.getMessage());
      }
      taken += more;
    }
  }

  /** About how many bytes what was read takes, without what is done with it. */
  long weight() {
    return used - PROCESSING * tags;
  }

  /** Where a page begins, which may have to be read again. */
  Mark mark() {
    return new Mark(used, tags);
  }

  void backTo(Mark mark) {
    used = mark.used();
    tags = mark.tags();
  }

  record Mark(long used, long tags) {}
}
