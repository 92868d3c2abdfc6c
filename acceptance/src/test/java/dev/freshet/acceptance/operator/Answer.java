package dev.freshet.acceptance.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.acceptance.operator.AnswerText.Entry;
import dev.freshet.acceptance.operator.AnswerText.Need;
import dev.freshet.acceptance.operator.States.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts what was observed in one scenario into the form that is recorded and compared. */
final class Answer {
  private static final String OWN_EVENTS = "event.toolkit.fluxcd.io/";
  private static final String SOURCE_EVENTS = "source.toolkit.fluxcd.io/";

  private final Map<String, List<Entry>> sections = new LinkedHashMap<>();
  private final States states;
  private final Normalizer normalizer;

  Answer(Normalizer normalizer) {
    this.normalizer = normalizer;
    this.states = new States(normalizer);
  }

  AnswerText answer() {
    return new AnswerText(sections);
  }

  Answer observed(Observations observations) {
    observations
        .objects()
        .forEach((subject, seen) -> add(subject.toString(), entries(states.of(seen))));
    Map<String, List<Entry>> events = new TreeMap<>();
    for (JsonNode event : observations.events()) {
      JsonNode about = event.path("involvedObject");
      String title =
          "events of %s %s/%s"
              .formatted(
                  about.path("kind").asText(),
                  about.path("namespace").asText(),
                  about.path("name").asText());
      List<Entry> entries = events.computeIfAbsent(title, _ -> new ArrayList<>());
      Entry entry = required(event(event));
      if (!entries.contains(entry)) {
        entries.add(entry);
      }
    }
    sections.putAll(events);
    return this;
  }

  Answer table(String title, String printed) {
    return add(title, printed.lines().map(normalizer::maskRow).map(Answer::required).toList());
  }

  Answer text(String title, List<String> entries) {
    return add(title, entries.stream().map(normalizer::mask).map(Answer::required).toList());
  }

  private Answer add(String title, List<Entry> entries) {
    sections.put(title, entries);
    return this;
  }

  private String event(JsonNode event) {
    StringBuilder text = new StringBuilder();
    text.append(event.path("type").asText()).append(' ').append(event.path("reason").asText());
    text.append(": ").append(states.oneLine(event.path("message").asText()));
    Map<String, String> annotations = new TreeMap<>();
    for (var field : event.at("/metadata/annotations").properties()) {
      if (field.getKey().startsWith(OWN_EVENTS) || field.getKey().startsWith(SOURCE_EVENTS)) {
        annotations.put(field.getKey(), normalizer.mask(field.getValue().asText()));
      }
    }
    annotations.forEach((key, value) -> text.append('\n').append(key).append(": ").append(value));
    return text.toString();
  }

  /** What is under way may be over before it is written down. */
  private static List<Entry> entries(List<State> all) {
    return withoutRetries(withoutHalves(withoutLastTry(all))).stream()
        .map(state -> new Entry(state.isUnderWay() ? Need.OPTIONAL : Need.REQUIRED, state.text()))
        .toList();
  }

  /** An object may go while it is tried again, and then never says how that ended: as before. */
  private static List<State> withoutLastTry(List<State> all) {
    int failed = all.size() - 2;
    while (failed >= 0 && all.get(failed).isUnderWay()) {
      failed--;
    }
    if (failed < 0 || !all.getLast().isGone() || !all.get(failed).isTriedAgain()) {
      return all;
    }
    List<State> ended = new ArrayList<>(all.subList(0, failed + 1));
    for (State state : all.subList(failed + 1, all.size() - 1)) {
      ended.add(state.failed().failsAs(all.get(failed)) ? state.failed() : state);
    }
    ended.add(all.getLast());
    return ended;
  }

  /**
   * Flux writes the conditions first and the rest of the status after them; others may write both
   * at once. So a state whose conditions are those of the next one is left out, unless a step of
   * the scenario is between the two.
   */
  private static List<State> withoutHalves(List<State> all) {
    List<State> whole = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (i + 1 == all.size() || !all.get(i).isHalfOf(all.get(i + 1))) {
        whole.add(all.get(i));
      }
    }
    return whole;
  }

  /**
   * How often something is tried again depends on the time it takes, so the way from a state back
   * to itself is left out, and a retry that has only begun.
   */
  private static List<State> withoutRetries(List<State> all) {
    List<State> kept = new ArrayList<>();
    for (State state : all) {
      int before = kept.size() - 1;
      while (before >= 0 && !state.isTheSameTryAs(kept.get(before))) {
        before--;
      }
      if (before >= 0) {
        kept.subList(before, kept.size()).clear();
      } else {
        dropRetryBefore(state, kept);
      }
      kept.add(state);
    }
    int failed = kept.size() - 1;
    while (failed >= 0
        && kept.get(failed).isUnderWay()
        && kept.get(failed).step() == kept.getLast().step()) {
      failed--;
    }
    if (failed >= 0 && kept.get(failed).isTriedAgain()) {
      kept.subList(failed + 1, kept.size()).clear();
    }
    return kept;
  }

  /** The object may be changed while it is tried again, which ends as the try before. */
  private static void dropRetryBefore(State state, List<State> kept) {
    int failed = kept.size() - 1;
    while (failed >= 0 && kept.get(failed).isUnderWay()) {
      failed--;
    }
    if (failed >= 0 && state.isTriedAgain() && state.failsAs(kept.get(failed))) {
      kept.subList(failed + 1, kept.size()).clear();
    }
  }

  private static Entry required(String text) {
    return new Entry(Need.REQUIRED, text);
  }
}
