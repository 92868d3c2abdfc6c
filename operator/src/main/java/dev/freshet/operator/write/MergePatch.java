package dev.freshet.operator.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Optional;

/** RFC 7396: the difference between two JSON objects, where null takes a field away. */
final class MergePatch {
  /** A number is the same whatever Java type it was read as. */
  private static final Comparator<JsonNode> VALUES =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  private MergePatch() {}

  static boolean same(JsonNode one, JsonNode other) {
    return one.equals(VALUES, other);
  }

  /**
   * What makes the second of the first, empty when they are the same. Lists are replaced whole.
   *
   * @param before an object, or missing
   * @param after an object without a null in it, which a patch cannot write
   */
  static Optional<ObjectNode> between(JsonNode before, ObjectNode after) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    before
        .fieldNames()
        .forEachRemaining(name -> {
          if (!after.has(name)) {
            patch.putNull(name);
          }
        });
    after
        .properties()
        .forEach(field -> {
          JsonNode old = before.path(field.getKey());
          if (old.isObject() && field.getValue() instanceof ObjectNode wanted) {
            between(old, wanted).ifPresent(inner -> patch.set(field.getKey(), inner));
          } else if (!same(old, field.getValue())) {
            patch.set(field.getKey(), field.getValue());
          }
        });
    return patch.isEmpty() ? Optional.empty() : Optional.of(patch);
  }
}
