package dev.freshet.operator.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.testkit.seed.Seeds;
import java.util.Random;
import java.util.random.RandomGenerator;

class MergePatchRandomTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEPTH = 4;

  @Seeds
  void appliedToWhatWasGivesWhatShallBe(long seed) {
    RandomGenerator random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      ObjectNode before = object(random, DEPTH);
      ObjectNode after = random.nextBoolean() ? object(random, DEPTH) : mutated(before, random);

      JsonNode result =
          MergePatch.between(before, after)
              .map(patch -> applied(patch, before.deepCopy()))
              .orElse(before);

      assertThat(result).isEqualTo(after);
    }
  }

  /** RFC 7396, word for word. */
  private static JsonNode applied(JsonNode patch, JsonNode target) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result = target instanceof ObjectNode object ? object : JSON.objectNode();
    patch
        .properties()
        .forEach(field -> {
          if (field.getValue().isNull()) {
            result.remove(field.getKey());
          } else {
            JsonNode old = result.path(field.getKey());
            result.set(field.getKey(), applied(field.getValue(), old));
          }
        });
    return result;
  }

  private static ObjectNode mutated(ObjectNode before, RandomGenerator random) {
    ObjectNode after = before.deepCopy();
    String name = name(random);
    if (random.nextBoolean()) {
      after.remove(name);
    } else {
      after.set(name, value(random, 2));
    }
    return after;
  }

  private static ObjectNode object(RandomGenerator random, int depth) {
    ObjectNode object = JSON.objectNode();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.set(name(random), value(random, depth - 1));
    }
    return object;
  }

  private static JsonNode value(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 3)) {
      case 0 -> JSON.textNode("text" + random.nextInt(3));
      case 1 -> JSON.numberNode(random.nextInt(3));
      case 2 -> JSON.booleanNode(random.nextBoolean());
      case 3 -> list(random, depth);
      default -> object(random, depth);
    };
  }

  private static ArrayNode list(RandomGenerator random, int depth) {
    ArrayNode list = JSON.arrayNode();
    for (int i = random.nextInt(3); i > 0; i--) {
      list.add(value(random, depth - 1));
    }
    return list;
  }

  private static String name(RandomGenerator random) {
    return String.valueOf((char) ('a' + random.nextInt(4)));
  }
}
