package dev.freshet.engine.registry.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One error of the distribution protocol's JSON; the detail prints as Flux prints it. */
public record RegistryError(String code, String message, String detail) {
  private static final int MOST_ERRORS = 16;
  private static final int DEEPEST = 32;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEEPEST)
                      .maxNumberLength(100)
                      .build())
              .build());

  /** The errors a body holds; none when it is not the protocol's JSON. */
  public static List<RegistryError> parse(String body) {
    var errors = new ArrayList<RegistryError>();
    for (JsonNode error : tree(body).path("errors")) {
      if (errors.size() < MOST_ERRORS) {
        errors.add(
            new RegistryError(
                error.path("code").asText(""),
                error.path("message").asText(""),
                goText(error.path("detail"))));
      }
    }
    return errors;
  }

  String text() {
    String text = code + ": " + message;
    return detail.isEmpty() ? text : text + "; " + detail;
  }

  private static JsonNode tree(String body) {
    try {
      return body.stripLeading().startsWith("{") ? JSON.readTree(body) : MissingNode.getInstance();
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance(); // an error page cut short or of another kind
    }
  }

  /** Go's {@code %v} of decoded JSON; nothing for an absent or null detail. */
  private static String goText(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT ->
          node.properties().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(field -> field.getKey() + ":" + goElement(field.getValue()))
              .collect(Collectors.joining(" ", "map[", "]"));
      case ARRAY ->
          StreamSupport.stream(node.spliterator(), false)
              .map(RegistryError::goElement)
              .collect(Collectors.joining(" ", "[", "]"));
      case NULL, MISSING -> "";
      case STRING, NUMBER, BOOLEAN, BINARY, POJO -> node.asText("");
    };
  }

  private static String goElement(JsonNode node) {
    return node.isNull() ? "<nil>" : goText(node);
  }
}
