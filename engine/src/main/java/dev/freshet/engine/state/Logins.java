package dev.freshet.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The users and passwords that URLs may carry; they are never kept. */
final class Logins {
  private static final String AUTHORITY = "://";

  private Logins() {}

  /** The document without the logins of the URLs in its texts, whichever texts those are. */
  static JsonNode without(JsonNode json) {
    return switch (json) {
      case ObjectNode object -> {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(one -> kept.set(one.getKey(), without(one.getValue())));
        yield kept;
      }
      case ArrayNode array -> {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        array.forEach(one -> kept.add(without(one)));
        yield kept;
      }
      default ->
          json.isTextual() ? JsonNodeFactory.instance.textNode(without(json.textValue())) : json;
    };
  }

  /** What stands between a scheme and the last {@code @} of an authority is left out. */
  static String without(String text) {
    int at = text.indexOf(AUTHORITY);
    if (at < 0) {
      return text;
    }
    var kept = new StringBuilder();
    int from = 0;
    while (at >= 0) {
      int start = at + AUTHORITY.length();
      int login = start;
      int end = start;
      for (; end < text.length() && !endsAuthority(text.charAt(end)); end++) {
        if (text.charAt(end) == '@') {
          login = end + 1;
        }
      }
      kept.append(text, from, start);
      from = login;
      at = text.indexOf(AUTHORITY, end);
    }
    return kept.append(text, from, text.length()).toString();
  }

  private static boolean endsAuthority(char one) {
    return one == '/' || one == '?' || one == '#' || one == '"' || one <= ' ';
  }
}
