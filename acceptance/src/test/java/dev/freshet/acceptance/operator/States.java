package dev.freshet.acceptance.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.acceptance.operator.Observations.Seen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The states an object went through, as text: finalizers, generations, conditions, status. */
final class States {
  private static final Set<String> FIRST = Set.of("Stalled", "Reconciling", "Ready");
  private static final String NO_FINALIZER = "no finalizer";
  private static final String GONE = "deleted";
  private static final String UNDER_WAY = "Reconciling=True Progressing ";
  private static final String TRIED_AGAIN = "Reconciling=True ProgressingWithRetry ";

  /** Fields of older versions, which Flux of today has not, by what they say again. */
  private static final Map<String, String> OLDER =
      Map.of("latestImage", "latestRef", "observedPreviousImage", "observedPreviousRef");

  private final Normalizer normalizer;

  States(Normalizer normalizer) {
    this.normalizer = normalizer;
  }

  /** One state, the step it was seen after, and the text of its conditions alone. */
  record State(int step, String text, String conditions, long generation) {
    boolean isHalfOf(State next) {
      return (step == next.step || text.contains(NO_FINALIZER))
          && generation == next.generation
          && conditions.equals(next.conditions);
    }

    boolean isUnderWay() {
      return conditions.contains(UNDER_WAY);
    }

    boolean isGone() {
      return text.equals(GONE);
    }

    /** What a try under way becomes if it fails as the one before. */
    State failed() {
      return new State(
          step,
          text.replace(UNDER_WAY, TRIED_AGAIN),
          conditions.replace(UNDER_WAY, TRIED_AGAIN),
          generation);
    }

    /** Failures repeat beyond a step: it may come while one is about to be tried again. */
    boolean isTheSameTryAs(State other) {
      return text.equals(other.text) && (step == other.step || isTriedAgain());
    }

    boolean failsAs(State other) {
      return conditions.equals(other.conditions);
    }

    boolean isTriedAgain() {
      return conditions.contains(TRIED_AGAIN);
    }
  }

  /** What a watcher saw, without the changes that no state shows, such as annotations. */
  List<State> of(List<Seen> seen) {
    List<State> states = new ArrayList<>();
    for (Seen each : seen) {
      State state = state(each);
      if (states.isEmpty() || !states.getLast().text().equals(state.text())) {
        states.add(state);
      }
    }
    return states;
  }

  private State state(Seen seen) {
    JsonNode object = seen.object();
    JsonNode status = object.path("status");
    if (seen.change().equals("DELETED")) {
      return new State(seen.step(), GONE, "", 0);
    }
    long generation = object.at("/metadata/generation").asLong();
    String conditions =
        status
            .path("conditions")
            .valueStream()
            .sorted(Comparator.comparing(States::place))
            .map(this::condition)
            .collect(Collectors.joining("\n"));
    List<String> lines = new ArrayList<>();
    lines.add(
        "generation %d, observed %d, %s%s"
            .formatted(
                generation,
                status.path("observedGeneration").asLong(),
                finalizers(object),
                object.path("metadata").has("deletionTimestamp") ? ", being deleted" : ""));
    conditions.lines().forEach(lines::add);
    flat(status).forEach((key, value) -> lines.add(key + ": " + value));
    return new State(seen.step(), String.join("\n", lines), conditions, generation);
  }

  /** After the three that all kinds have, the order has no meaning and varies. */
  private static String place(JsonNode condition) {
    String type = condition.path("type").asText();
    return FIRST.contains(type) ? "" : type;
  }

  private static String finalizers(JsonNode object) {
    List<String> names =
        object.at("/metadata/finalizers").valueStream().map(JsonNode::asText).toList();
    return names.isEmpty() ? NO_FINALIZER : String.join(" ", names);
  }

  private String condition(JsonNode condition) {
    return "%s=%s %s @%d: %s"
        .formatted(
            condition.path("type").asText(),
            condition.path("status").asText(),
            condition.path("reason").asText(),
            condition.path("observedGeneration").asLong(),
            oneLine(condition.path("message").asText()));
  }

  private Map<String, String> flat(JsonNode status) {
    Map<String, String> fields = new TreeMap<>();
    for (var field : status.properties()) {
      if (!field.getKey().equals("conditions")
          && !field.getKey().equals("observedGeneration")
          && !isSaidAgain(status, field.getKey())) {
        flatten(field.getKey(), field.getValue(), fields);
      }
    }
    return fields;
  }

  private static boolean isSaidAgain(JsonNode status, String field) {
    JsonNode ref = status.path(OLDER.getOrDefault(field, ""));
    return ref.isObject()
        && status
            .path(field)
            .asText()
            .equals(ref.path("name").asText() + ":" + ref.path("tag").asText());
  }

  private void flatten(String path, JsonNode value, Map<String, String> fields) {
    if (value.isObject()) {
      for (var field : value.properties()) {
        flatten(path + "." + field.getKey(), field.getValue(), fields);
      }
    } else if (path.equals("artifact.size") || path.equals("size")) {
      fields.put(path, "SIZE"); // of a compressed file
    } else if (value.isArray()) {
      fields.put(
          path,
          normalizer.mask(value.valueStream().map(this::item).collect(Collectors.joining(", "))));
    } else {
      fields.put(path, oneLine(value.asText()));
    }
  }

  private String item(JsonNode item) {
    if (!item.isObject()) {
      return item.asText();
    }
    Map<String, String> fields = new TreeMap<>();
    for (var field : item.properties()) {
      flatten(field.getKey(), field.getValue(), fields);
    }
    return fields.toString();
  }

  String oneLine(String text) {
    return normalizer.mask(text).replace("\\", "\\\\").replace("\n", "\\n");
  }
}
