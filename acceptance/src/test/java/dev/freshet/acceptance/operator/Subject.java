package dev.freshet.acceptance.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/** Which object a state or an event is about. */
record Subject(Kind kind, String namespace, String name) implements Comparable<Subject> {
  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::kind)
          .thenComparing(Subject::namespace)
          .thenComparing(Subject::name);

  static Subject of(Kind kind, JsonNode object) {
    return new Subject(
        kind, object.at("/metadata/namespace").asText(), object.at("/metadata/name").asText());
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "%s %s/%s".formatted(kind.word(), namespace, name);
  }
}
