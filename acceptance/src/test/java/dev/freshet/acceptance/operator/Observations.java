package dev.freshet.acceptance.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What watchers saw in the namespaces of one scenario, in order of arrival. */
final class Observations {
  private final Map<Subject, List<Seen>> objects = new TreeMap<>();
  private final List<JsonNode> events = new ArrayList<>();
  private int step;
  private int changes;
  private long lastAt = System.nanoTime();

  /** An object as it was at one moment, and the last step by then that did something. */
  record Seen(int step, String change, JsonNode object) {}

  synchronized void begin(Step begun) {
    step = begun.number();
  }

  /** How often something has come in. */
  synchronized int changes() {
    return changes;
  }

  synchronized void see(Kind kind, JsonNode event) {
    changes++;
    lastAt = System.nanoTime();
    JsonNode object = event.path("object");
    objects
        .computeIfAbsent(Subject.of(kind, object), _ -> new ArrayList<>())
        .add(new Seen(step, event.path("type").asText(), object));
  }

  synchronized void seeEvent(JsonNode event) {
    lastAt = System.nanoTime();
    events.add(event.path("object"));
  }

  /** Whether this version of an object, or one after it, has come in. */
  synchronized boolean hasSeen(Subject subject, long resourceVersion) {
    List<Seen> seen = objects.getOrDefault(subject, List.of());
    return !seen.isEmpty()
        && seen.getLast().object().at("/metadata/resourceVersion").asLong() >= resourceVersion;
  }

  /** Whether an object has changed since the last step that did something. */
  synchronized boolean hasSeenSinceTheStep(Subject subject) {
    List<Seen> seen = objects.getOrDefault(subject, List.of());
    return !seen.isEmpty() && seen.getLast().step() == step;
  }

  /** Whether nothing has come in for that long and no run is under way. */
  synchronized boolean isQuiet(Duration time) {
    return System.nanoTime() - lastAt > time.toNanos()
        && objects.values().stream().noneMatch(seen -> isUnderWay(seen.getLast()));
  }

  private static boolean isUnderWay(Seen seen) {
    return !seen.change().equals("DELETED")
        && seen.object()
            .at("/status/conditions")
            .valueStream()
            .anyMatch(condition ->
                condition.path("type").asText().equals("Reconciling")
                    && condition.path("reason").asText().equals("Progressing"));
  }

  synchronized Map<Subject, List<Seen>> objects() {
    Map<Subject, List<Seen>> copy = new TreeMap<>();
    objects.forEach((subject, seen) -> copy.put(subject, List.copyOf(seen)));
    return copy;
  }

  synchronized List<JsonNode> events() {
    return List.copyOf(events);
  }
}
