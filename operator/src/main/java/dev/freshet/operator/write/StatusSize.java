package dev.freshet.operator.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.kind.Kind;
import dev.freshet.core.OutsideText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps a status below what the API server takes. What repeats an object's spec, or says what was
 * seen, is as long as users make it: of that the end is left out, and a condition says so. Whoever
 * finds it missing in the next run does again what it would have saved.
 */
final class StatusSize {
  /** The type of the condition that says what is left out; no other reads it. */
  static final String CONDITION = "StatusCut";

  /**
   * What a status may have of the 1.5 MiB of an object: the API server keeps the names of all
   * fields once more.
   */
  private static final int USUAL = 512 << 10;

  /** What is tried when the usual is refused, which leaves all but everything to the spec. */
  private static final int LEAST = 8 << 10;

  private static final int LEAST_MESSAGE = 1024;

  private StatusSize() {}

  /** Cuts the status where it is far too long. */
  static void limit(Kind<?, ?> kind, ObjectNode status) {
    cut(kind, status, USUAL);
  }

  /** A status that says the most important things only. */
  static ObjectNode least(Kind<?, ?> kind, ObjectNode status) {
    ObjectNode least = status.deepCopy();
    for (JsonNode condition : least.path("conditions")) {
      String message = condition.path("message").asText("");
      if (condition instanceof ObjectNode one && message.length() > LEAST_MESSAGE) {
        String start = OutsideText.atMost(message, LEAST_MESSAGE);
        one.put(
            "message", "%s… %d characters cut".formatted(start, message.length() - start.length()));
      }
    }
    cut(kind, least, LEAST);
    return least;
  }

  private static void cut(Kind<?, ?> kind, ObjectNode status, int most) {
    Map<String, Integer> left = new TreeMap<>();
    int size = size(status);
    while (size > most) {
      Optional<String> longest =
          kind.status().growing().stream()
              .filter(status::has)
              .max(Comparator.comparingInt(name -> size(status.path(name))));
      if (longest.isEmpty()) {
        break;
      }
      String name = longest.get();
      left.merge(name, shorten(status, name, size - most), Integer::sum);
      size = size(status);
    }
    if (!left.isEmpty()) {
      tell(status, left);
    }
  }

  /** Takes so much from the end of a field; how many entries went. */
  private static int shorten(ObjectNode status, String name, int excess) {
    JsonNode field = status.path(name);
    int kept = fitting(field, size(field) - excess);
    int left = Math.max(1, field.size() - kept);
    if (kept == 0) {
      status.remove(name);
    } else if (field instanceof ObjectNode map) {
      List<String> names = new ArrayList<>();
      map.fieldNames().forEachRemaining(names::add);
      map.retain(names.subList(0, kept));
    } else if (field instanceof ArrayNode list) {
      while (list.size() > kept) {
        list.remove(list.size() - 1);
      }
    }
    return left;
  }

  /** How many of the first entries take no more than that. */
  private static int fitting(JsonNode field, int most) {
    Iterator<JsonNode> values = field.elements();
    Iterator<String> names = field.fieldNames();
    int fitting = 0;
    int bytes = 2;
    while (values.hasNext()) {
      bytes += size(values.next()) + (names.hasNext() ? names.next().length() + 4 : 1);
      if (bytes > most) {
        break;
      }
      fitting++;
    }
    return fitting;
  }

  private static void tell(ObjectNode status, Map<String, Integer> left) {
    ArrayNode conditions = status.withArray("conditions");
    for (JsonNode condition : conditions) {
      if (condition.path("type").asText("").equals("Ready")) {
        ObjectNode one = condition.deepCopy();
        conditions.add(
            one.put("type", CONDITION)
                .put("status", "True")
                .put("reason", "StatusTooLarge")
                .put("message", message(left)));
        return;
      }
    }
  }

  private static String message(Map<String, Integer> left) {
    return "the API server takes no longer status, so that this one is without "
        + left.entrySet().stream()
            .map(entry -> "%d entries of %s".formatted(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "));
  }

  private static int size(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
