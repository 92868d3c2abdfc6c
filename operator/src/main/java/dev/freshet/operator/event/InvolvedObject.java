package dev.freshet.operator.event;

import dev.freshet.core.OutsideText;
import java.util.Map;
import java.util.TreeMap;

/**
 * The object an event is about, as the API server knows it.
 *
 * @param annotations only those for events are kept: the others are nobody's business downstream
 */
public record InvolvedObject(
    String apiVersion,
    String kind,
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    Map<String, String> annotations) {
  private static final String FOR_EVENTS = "event.toolkit.fluxcd.io/";

  public InvolvedObject {
    var kept = new TreeMap<>(annotations);
    kept.keySet().removeIf(key -> !key.startsWith(FOR_EVENTS));
    kept.replaceAll((_, value) -> OutsideText.lines(value));
    annotations = Map.copyOf(kept);
  }

  /** The API group of the kind; empty for the core group. */
  String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }
}
