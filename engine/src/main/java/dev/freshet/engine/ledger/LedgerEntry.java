package dev.freshet.engine.ledger;

import dev.freshet.core.image.Tag;
import dev.freshet.core.image.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last complete list of an image's tags. A tag the registry listed twice is here twice, as in
 * Flux, whose counts and revisions include it.
 *
 * @param seen in descending order of the tags' bytes, before any exclusion
 * @param listedAt when the registry was last asked, to the millisecond
 */
public record LedgerEntry(String canonicalName, List<SeenTag> seen, Instant listedAt) {

  public LedgerEntry {
    seen = List.copyOf(seen);
  }

  /** The tags in descending order of their bytes. */
  public List<Tag> tags() {
    return seen.stream().map(SeenTag::tag).toList();
  }

  public Optional<Instant> firstSeen(Tag tag) {
    int low = 0;
    int high = seen.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      SeenTag candidate = seen.get(middle);
      int order = tag.compareTo(candidate.tag());
      if (order == 0) {
        return Optional.of(candidate.firstSeen());
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  /** The revision of the whole list; with exclusions, use {@link TagChecksum} on what is left. */
  public TagChecksum revision() {
    return TagChecksum.of(tags());
  }

  static LedgerEntry first(String canonicalName, List<Tag> listed, Instant at) {
    return new LedgerEntry(canonicalName, List.of(), at).relisted(listed, at);
  }

  /** This entry after another list: known tags keep their time, new ones get the list's. */
  LedgerEntry relisted(List<Tag> listed, Instant at) {
    var relisted = new ArrayList<SeenTag>(listed.size());
    int known = 0;
    for (Tag tag : Tags.descending(listed)) {
      while (known < seen.size() && !isAt(known, tag) && isBefore(seen.get(known).tag(), tag)) {
        known++;
      }
      boolean isKnown = known < seen.size() && isAt(known, tag);
      relisted.add(isKnown ? seen.get(known) : new SeenTag(tag, at));
    }
    return new LedgerEntry(canonicalName, relisted, at);
  }

  private boolean isAt(int position, Tag tag) {
    return seen.get(position).tag().equals(tag);
  }

  private static boolean isBefore(Tag left, Tag right) {
    return right.compareTo(left) < 0;
  }
}
