package dev.freshet.operator.event;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was recorded lately; it decides whether an event is new, one more of the same, or too much.
 *
 * <p>The bounds are those of Kubernetes' own recorders, so that a broken object makes as many
 * Events as people are used to. Time is what the events say. Not for several threads.
 */
final class EventHistory {
  /** From this many different messages of one reason on, they become one Event. */
  private static final int SIMILAR = 10;

  private static final Duration SIMILAR_WITHIN = Duration.ofMinutes(10);
  private static final String COMBINED = "(combined from similar events): ";

  private static final int BURST = 25;
  private static final Duration REFILL = Duration.ofMinutes(5);

  private static final int REMEMBERED = 4096;

  private final Map<Subject, Allowance> allowances = remembering();
  private final Map<Similar, Messages> messages = remembering();
  private final Map<Same, Entry> entries = remembering();
  private long lastStamp;

  /**
   * An Event as it is to be stored now; the first of its kind is created, others are counted up.
   */
  record Entry(String name, String message, Instant first, Instant last, int count) {
    boolean isFirst() {
      return count == 1;
    }

    private Entry again(String nextMessage, Instant at) {
      return new Entry(name, nextMessage, first, at, count + 1);
    }
  }

  private record Subject(
      String apiVersion, String kind, String namespace, String name, String uid, boolean warning) {}

  private record Similar(Subject subject, String reason) {}

  private record Same(Similar similar, String message) {}

  /** What to store for the event; nothing when its object has had more than its share. */
  Optional<Entry> next(ObjectEvent event) {
    InvolvedObject object = event.object();
    var subject =
        new Subject(
            object.apiVersion(),
            object.kind(),
            object.namespace(),
            object.name(),
            object.uid(),
            event.isWarning());
    var similar = new Similar(subject, event.reason());
    boolean many =
        messages.computeIfAbsent(similar, _ -> new Messages()).isMany(event.message(), event.at());
    String message = many ? COMBINED + event.message() : event.message();
    // All that are combined count up one Event, whatever their messages say.
    var same = new Same(similar, many ? COMBINED : message);
    Entry last = entries.get(same);
    Entry entry =
        last == null
            ? new Entry(name(object, event.at()), message, event.at(), event.at(), 1)
            : last.again(message, event.at());
    // Those that are too much are counted too: the next one stored says how often it happened.
    entries.put(same, entry);
    return allowances.computeIfAbsent(subject, _ -> new Allowance(event.at())).take(event.at())
        ? Optional.of(entry)
        : Optional.empty();
  }

  /** Unique among this process's events even where two happen at one instant. */
  private String name(InvolvedObject object, Instant at) {
    long stamp =
        Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    lastStamp = Math.max(stamp, lastStamp + 1);
    String suffix = "." + Long.toHexString(lastStamp);
    int longest = 253 - suffix.length();
    String name = object.name();
    return (name.length() <= longest ? name : name.substring(0, longest).replaceFirst("[-.]+$", ""))
        + suffix;
  }

  private static <K, V> Map<K, V> remembering() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  /** The different messages of one reason. */
  private static final class Messages {
    private final Set<String> seen = new HashSet<>();
    private Instant last = Instant.MIN;

    boolean isMany(String message, Instant at) {
      if (last.plus(SIMILAR_WITHIN).isBefore(at)) {
        seen.clear();
      }
      last = at;
      if (seen.contains(message)) {
        return false;
      }
      return seen.size() == SIMILAR - 1 || !seen.add(message);
    }
  }

  /** How many more Events an object may have: a burst, then one in a while. */
  private static final class Allowance {
    private double left = BURST;
    private Instant last;

    Allowance(Instant start) {
      last = start;
    }

    boolean take(Instant at) {
      if (at.isAfter(last)) {
        left =
            Math.min(
                BURST, left + (double) Duration.between(last, at).toMillis() / REFILL.toMillis());
        last = at;
      }
      if (left < 1) {
        return false;
      }
      left--;
      return true;
    }
  }
}
