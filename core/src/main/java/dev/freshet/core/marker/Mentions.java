package dev.freshet.core.marker;

import dev.freshet.core.OutsideText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.tokens.ScalarToken;
import org.snakeyaml.engine.v2.tokens.Token;

/**
 * What looks like a marker in one part of a file, to tell people of what will never do anything.
 * Prose and commented-out manifests, which begin otherwise than a marker on a line of their own,
 * are none of it.
 */
final class Mentions {
  /** In any case: a wrong one is a slip like others. */
  private static final byte[] KEY = "$imagepolicy".getBytes(StandardCharsets.US_ASCII);

  /** Of each part: nobody reads more, and a hostile file may hold a million. */
  private static final int MOST = 1_000;

  private static final String FORM = "{\"$imagepolicy\": \"namespace:policy\"}";

  private final byte[] bytes;
  private final Chunk chunk;
  private final List<Mention> all = new ArrayList<>();

  Mentions(byte[] bytes, Chunk chunk) {
    this.bytes = bytes;
    this.chunk = chunk;
  }

  /** Where a mention stands. */
  private enum Place {
    OWN_LINE("it stands on a line of its own; it must stand behind the value, on the same line"),
    KEY("there is no value before it on its line; it must stand behind the value that it marks"),
    COLLECTION("it stands behind a whole mapping or list; it must stand behind one value"),
    ALIAS("it stands behind an alias; it must stand behind the value with the anchor"),
    ELSEWHERE("it must stand alone behind a value of a mapping or list, on the same line"),
    TEXT("it is a part of the value itself, and text within a value is not searched for markers");

    final String problem;

    Place(String problem) {
      this.problem = problem;
    }
  }

  private record Mention(int start, Place place, String text) {}

  /**
   * Notes the comments between two tokens.
   *
   * @param previous the token before them
   */
  void inGap(int from, int to, Token.ID previous) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == '#') {
        int end = endOfLine(at, to);
        if (find(at, end) >= 0) {
          Place place = startsItsLine(at) ? Place.OWN_LINE : placeBehind(previous);
          if (place != Place.OWN_LINE || isMarkerAlone(at, end)) {
            add(new Mention(at, place, text(at, end)));
          }
        }
        at = end;
      }
    }
  }

  /** Notes what the value itself says, and the comment in the first line of a block scalar. */
  void inScalar(ScalarToken token, int start, int end) {
    if (find(start, end) < 0) {
      return;
    }
    boolean isBlock = !token.isPlain() && (bytes[start] == '|' || bytes[start] == '>');
    int at = start;
    while (at < end) {
      int lineEnd = endOfLine(at, end);
      int found = find(at, lineEnd);
      int sign = found < 0 ? -1 : lastSign(at, found);
      if (sign >= 0) {
        boolean isHeader = isBlock && at == start;
        String text = text(sign, lineEnd);
        if (isHeader || MarkerComment.setter(text).isPresent()) {
          add(new Mention(sign, isHeader ? Place.ELSEWHERE : Place.TEXT, text));
        }
      }
      at = lineEnd + 1;
    }
  }

  /**
   * Those that mark nothing, in their order.
   *
   * @param used where the comments begin that do mark something
   * @param most so many at most, of which the last tells how many more there are
   */
  List<IdleMarker> idle(Set<Integer> used, int most) {
    List<Mention> unused = all.stream().filter(one -> !used.contains(one.start())).toList();
    List<IdleMarker> idle = new ArrayList<>();
    int line = chunk.firstLine() + 1;
    int at = chunk.start();
    for (Mention one : unused) {
      for (; at < one.start(); at++) {
        line += bytes[at] == '\n' ? 1 : 0;
      }
      int more = unused.size() - idle.size() - 1;
      if (idle.size() == most - 1 && more > 0) {
        idle.add(new IdleMarker(line, "this and %,d more markers do nothing".formatted(more)));
        break;
      }
      idle.add(new IdleMarker(line, problem(one)));
    }
    return idle;
  }

  private static String problem(Mention mention) {
    Optional<String> setter = MarkerComment.setter(mention.text());
    return setter.isPresent()
        ? "marker \"%s\" does nothing: %s"
            .formatted(OutsideText.excerpt(setter.get()), mention.place().problem)
        : "a comment names $imagepolicy and is no marker: it must be " + FORM + " and nothing else";
  }

  private void add(Mention mention) {
    if (all.size() < MOST) {
      all.add(mention);
    }
  }

  private static Place placeBehind(Token.ID previous) {
    return switch (previous) {
      case Value, BlockEntry, Key -> Place.KEY;
      case FlowMappingEnd, FlowSequenceEnd, FlowMappingStart, FlowSequenceStart -> Place.COLLECTION;
      case Alias -> Place.ALIAS;
      default -> Place.ELSEWHERE;
    };
  }

  /** Whether a comment begins as a marker does: others on their own lines are prose, or code. */
  private boolean isMarkerAlone(int sign, int end) {
    int at = sign;
    while (at < end && (bytes[at] == '#' || bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at < end && bytes[at] == '{';
  }

  private boolean startsItsLine(int sign) {
    int at = sign;
    while (at > chunk.start() && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t')) {
      at--;
    }
    return at == chunk.start() || bytes[at - 1] == '\n' || bytes[at - 1] == '\r';
  }

  private int lastSign(int from, int to) {
    for (int at = to; at >= from; at--) {
      if (bytes[at] == '#') {
        return at;
      }
    }
    return -1;
  }

  private int endOfLine(int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  private int find(int from, int to) {
    for (int at = from; at <= to - KEY.length; at++) {
      int same = 0;
      while (same < KEY.length && lowerCase(bytes[at + same]) == KEY[same]) {
        same++;
      }
      if (same == KEY.length) {
        return at;
      }
    }
    return -1;
  }

  private static int lowerCase(byte one) {
    return one >= 'A' && one <= 'Z' ? one + ('a' - 'A') : one;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
