package dev.freshet.engine.registry;

import dev.freshet.core.image.Tag;
import dev.freshet.engine.work.HeapShares;
import java.util.List;

/**
 * A complete tag list, in the registry's order. A tag that the registry lists twice is here twice:
 * who counts or stores them decides what that means.
 *
 * @param weight about how many bytes of memory the tags take
 * @param memory what is reserved for the list, and for what is made of it, until it is closed
 */
public record TagList(List<Tag> tags, long weight, HeapShares.Share memory)
    implements AutoCloseable {

  public TagList {
    tags = List.copyOf(tags);
  }

  @Override
  public void close() {
    memory.close();
  }

  /** About how many bytes of memory a tag takes: a reference, a record, a string, its array. */
  static long weight(String tag) {
    return 64L + tag.length();
  }
}
