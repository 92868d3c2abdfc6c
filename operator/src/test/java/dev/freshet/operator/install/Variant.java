package dev.freshet.operator.install;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An object with one thing changed: a value, a type, a field too few or too many.
 *
 * @param what which field, and what became of it
 */
record Variant(String what, ObjectNode object) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonNode TEXT = NODES.textNode("no such thing");

  /** Every change of the sample's spec that its schema suggests, whether allowed or not. */
  static List<Variant> of(ObjectNode sample, JsonNode schema) {
    List<Variant> variants = new ArrayList<>();
    collect(sample, schema.at("/properties/spec"), JsonPointer.compile("/spec"), variants);
    return variants;
  }

  private static void collect(
      ObjectNode sample, JsonNode schema, JsonPointer at, List<Variant> variants) {
    variants.add(with(sample, at, wrongFor(schema.path("type").asText())));
    for (JsonNode allowed : schema.path("enum")) {
      variants.add(with(sample, at, allowed));
    }
    if (schema.has("enum") || schema.has("pattern")) {
      variants.add(with(sample, at, TEXT));
    }
    if (schema.path("pattern").asText().contains("ms|s")) {
      List.of("1h", "1d", "1.5s", "-1s", "1", "1m30s", "100ms", "1us")
          .forEach(text -> variants.add(with(sample, at, NODES.textNode(text))));
    }
    if (schema.has("maxLength")) {
      int longest = schema.path("maxLength").asInt();
      variants.add(with(sample, at, NODES.textNode("a".repeat(longest))));
      variants.add(with(sample, at, NODES.textNode("a".repeat(longest + 1))));
    }
    if (schema.has("maxItems")) {
      int most = schema.path("maxItems").asInt();
      variants.add(with(sample, at, texts(most)));
      variants.add(with(sample, at, texts(most + 1)));
    }
    if (schema.has("properties")) {
      variants.add(with(sample, at.appendProperty("misspelt"), TEXT));
      schema
          .path("properties")
          .properties()
          .forEach(property -> {
            JsonPointer field = at.appendProperty(property.getKey());
            variants.add(without(sample, field));
            collect(sample, property.getValue(), field, variants);
          });
    }
    if (schema.has("items")) {
      collect(sample, schema.path("items"), at.appendIndex(0), variants);
    }
    if (schema.path("additionalProperties").isObject()) {
      String first = sample.at(at).fieldNames().next();
      collect(sample, schema.path("additionalProperties"), at.appendProperty(first), variants);
    }
  }

  private static JsonNode wrongFor(String type) {
    return switch (type) {
      case "string" -> NODES.booleanNode(true);
      case "array", "object", "boolean", "integer" -> TEXT;
      default -> throw new IllegalArgumentException("a field of type " + type);
    };
  }

  private static ArrayNode texts(int count) {
    ArrayNode texts = NODES.arrayNode();
    for (int i = 0; i < count; i++) {
      texts.add("a");
    }
    return texts;
  }

  private static Variant with(ObjectNode sample, JsonPointer at, JsonNode value) {
    ObjectNode changed = sample.deepCopy();
    switch (changed.at(at.head())) {
      case ObjectNode parent -> parent.set(at.last().getMatchingProperty(), value);
      case ArrayNode parent -> parent.set(at.last().getMatchingIndex(), value);
      default -> throw new IllegalArgumentException("the sample has nothing at " + at.head());
    }
    return new Variant(at + " is " + value, changed);
  }

  private static Variant without(ObjectNode sample, JsonPointer at) {
    ObjectNode changed = sample.deepCopy();
    ((ObjectNode) changed.at(at.head())).remove(at.last().getMatchingProperty());
    return new Variant(at + " is absent", changed);
  }

  @Override
  public String toString() {
    return what;
  }
}
