package dev.freshet.engine.ledger;

import dev.freshet.core.image.Tag;
import java.util.Comparator;
import java.util.List;

/** The order Flux stores tags in: descending by the bytes of their UTF-8. */
final class TagOrder {
  static final Comparator<String> DESCENDING = (left, right) -> byBytes(right, left);

  private static final Comparator<String> DESCENDING_UNITS = Comparator.reverseOrder();

  private TagOrder() {}

  static List<Tag> sorted(List<Tag> tags) {
    // The JVM compares whole strings several times faster than we do by character.
    boolean plain = tags.stream().noneMatch(tag -> hasSurrogate(tag.value()));
    return tags.stream()
        .sorted(Comparator.comparing(Tag::value, plain ? DESCENDING_UNITS : DESCENDING))
        .toList();
  }

  private static boolean hasSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** UTF-16 order differs from byte order only where a surrogate meets a character above them. */
  private static int byBytes(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Integer.compare(rank(a), rank(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Surrogates stand for what lies beyond U+FFFF. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
