package dev.freshet.api.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The list below {@code conditions}, as the Kubernetes API has it. */
public final class ConditionsJson {
  private ConditionsJson() {}

  public static ArrayNode write(Conditions conditions) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Condition condition : conditions.list()) {
      list.addObject()
          .put("type", condition.type())
          .put("status", condition.status().text())
          .put("reason", condition.reason())
          .put("message", condition.message())
          .put("lastTransitionTime", condition.lastTransitionTime().toString())
          .put("observedGeneration", condition.observedGeneration());
    }
    return list;
  }

  /** Reads what {@link #write} has made; a time that is none is a {@code DateTimeException}. */
  public static Conditions read(JsonNode json) {
    List<Condition> list = new ArrayList<>();
    for (JsonNode condition : json) {
      list.add(
          new Condition(
              condition.path("type").asText(""),
              status(condition.path("status").asText("")),
              condition.path("reason").asText(""),
              condition.path("message").asText(""),
              Instant.parse(condition.path("lastTransitionTime").asText("")),
              condition.path("observedGeneration").asLong()));
    }
    return new Conditions(list);
  }

  private static ConditionStatus status(String text) {
    for (ConditionStatus status : ConditionStatus.values()) {
      if (status.text().equals(text)) {
        return status;
      }
    }
    return ConditionStatus.UNKNOWN;
  }
}
