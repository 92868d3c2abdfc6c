package dev.freshet.acceptance.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a merge patch makes of a stored object, whose generation it raises. */
final class Merge {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Merge() {}

  static String of(String patch, String stored) {
    try {
      ObjectNode object = (ObjectNode) JSON.readTree(stored);
      merge(object, JSON.readTree(patch));
      ObjectNode metadata = (ObjectNode) object.path("metadata");
      metadata.put("generation", metadata.path("generation").asLong() + 1);
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException cause) {
      throw new IllegalArgumentException("not JSON", cause);
    }
  }

  private static void merge(ObjectNode into, JsonNode patch) {
    for (var field : patch.properties()) {
      if (field.getValue().isNull()) {
        into.remove(field.getKey());
      } else if (field.getValue().isObject()) {
        merge(into.withObject("/" + field.getKey()), field.getValue());
      } else {
        into.set(field.getKey(), field.getValue());
      }
    }
  }
}
