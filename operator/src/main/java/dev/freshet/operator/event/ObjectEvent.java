package dev.freshet.operator.event;

import dev.freshet.engine.reconcile.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An event of the pipeline together with the object it is about. */
record ObjectEvent(InvolvedObject object, Event event) {

  /** What the notification API takes; the API server takes more, but nobody reads more. */
  private static final int LONGEST_MESSAGE = 39_000;

  private static final String CUT = "...";

  private static final int MOST_METADATA = 200 << 10;

  /** The controller of Flux that runs objects of this kind; tools select events by it. */
  String controller() {
    return event.object().kind().controller();
  }

  boolean isTrace() {
    return event.type() == Event.Type.TRACE;
  }

  boolean isWarning() {
    return event.type() == Event.Type.WARNING;
  }

  String reason() {
    return event.reason().text();
  }

  Instant at() {
    return event.at();
  }

  String message() {
    String message = event.message();
    if (message.length() <= LONGEST_MESSAGE) {
      return message;
    }
    int end = LONGEST_MESSAGE - CUT.length();
    // Half a surrogate pair is no character.
    return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end)
        + CUT;
  }

  /**
   * The event's own metadata under its kind's group, and the object's annotations for events, which
   * win: they are what the user asked to see.
   */
  SortedMap<String, String> metadata() {
    var all = new TreeMap<String, String>();
    event
        .metadata()
        .forEach(
            (key, value) -> all.put(key.contains("/") ? key : object.group() + "/" + key, value));
    all.putAll(object.annotations());
    return limited(all);
  }

  /**
   * The API server takes 256 KiB of annotations, and refuses the whole event where there are more.
   */
  private static SortedMap<String, String> limited(SortedMap<String, String> metadata) {
    var kept = new TreeMap<String, String>();
    int bytes = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      bytes += (entry.getKey() + entry.getValue()).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MOST_METADATA) {
        kept.put(entry.getKey(), "too long, left out with all that follow");
        break;
      }
      kept.put(entry.getKey(), entry.getValue());
    }
    return kept;
  }
}
