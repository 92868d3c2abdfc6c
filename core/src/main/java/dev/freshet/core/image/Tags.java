package dev.freshet.core.image;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The order in which Flux keeps the tags of an image. */
public final class Tags {
  private static final int KEY_BYTES = Long.BYTES;

  /**
   * A tag behind a number that mostly decides its order. The tags of an image start alike, so that
   * comparing them from their start costs three times as much.
   */
  private record Keyed(long key, Tag tag) {}

  private static final Comparator<Keyed> DESCENDING =
      (a, b) -> {
        int byKey = Long.compareUnsigned(b.key, a.key);
        return byKey != 0 ? byKey : b.tag.compareTo(a.tag);
      };

  private Tags() {}

  /** The tags in descending byte order; duplicates stay. */
  public static List<Tag> descending(List<Tag> tags) {
    if (isDescending(tags)) {
      return List.copyOf(tags);
    }
    if (isDescending(tags.reversed())) {
      return List.copyOf(tags.reversed()); // as most registries list them
    }
    int shared = sharedPrefix(tags);
    Keyed[] keyed = new Keyed[tags.size()];
    int count = 0;
    for (Tag tag : tags) {
      keyed[count] = new Keyed(key(tag.value(), shared), tag);
      count++;
    }
    Arrays.sort(keyed, DESCENDING);
    return Arrays.stream(keyed).map(Keyed::tag).toList();
  }

  private static boolean isDescending(List<Tag> tags) {
    for (int i = 1; i < tags.size(); i++) {
      if (tags.get(i - 1).compareTo(tags.get(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int sharedPrefix(List<Tag> tags) {
    String first = tags.getFirst().value();
    int shared = first.length();
    for (Tag tag : tags) {
      int mismatch = 0;
      int end = Math.min(shared, tag.value().length());
      while (mismatch < end && tag.value().charAt(mismatch) == first.charAt(mismatch)) {
        mismatch++;
      }
      shared = mismatch;
    }
    return shared;
  }

  /** Eight characters as bytes; the end is below all, what is not ASCII above, and ends the key. */
  private static long key(String value, int from) {
    long key = 0;
    int end = Math.min(value.length(), from + KEY_BYTES);
    boolean ascii = true;
    for (int i = from; i < from + KEY_BYTES; i++) {
      int digit = 0;
      if (ascii && i < end) {
        ascii = value.charAt(i) < 0x80;
        digit = ascii ? value.charAt(i) + 1 : 0xFF;
      }
      key = key << Byte.SIZE | digit;
    }
    return key;
  }
}
