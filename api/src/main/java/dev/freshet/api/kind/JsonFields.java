package dev.freshet.api.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fields of a status that may be absent, which a null is too. */
public final class JsonFields {
  private JsonFields() {}

  public static Optional<JsonNode> present(JsonNode json) {
    return json.isMissingNode() || json.isNull() ? Optional.empty() : Optional.of(json);
  }

  public static Optional<String> text(JsonNode json) {
    return present(json).map(value -> value.asText(""));
  }

  /** A time that is none is a {@code DateTimeException}. */
  public static Optional<Instant> instant(JsonNode json) {
    return text(json).map(Instant::parse);
  }

  public static ArrayNode texts(List<String> values) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    values.forEach(json::add);
    return json;
  }

  public static List<String> texts(JsonNode json) {
    List<String> values = new ArrayList<>();
    json.forEach(value -> values.add(value.asText("")));
    return values;
  }
}
