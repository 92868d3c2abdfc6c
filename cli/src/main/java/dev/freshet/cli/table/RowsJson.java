package dev.freshet.cli.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.ConditionsJson;
import java.util.List;
import java.util.Locale;

/** Rows as JSON: a list of objects, their columns as fields, all their conditions below. */
public final class RowsJson {
  private RowsJson() {}

  public static ArrayNode of(List<ObjectRow> rows) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    rows.forEach(row -> write(row, list.addObject()));
    return list;
  }

  private static void write(ObjectRow row, ObjectNode json) {
    json.put("kind", row.kind().name());
    json.put("namespace", row.key().namespace());
    json.put("name", row.key().name());
    for (int column = 0; column < row.cells().size(); column++) {
      String field = field(row.kind().listing().columns().get(column).header());
      String cell = row.cells().get(column);
      if (field.equals("suspended")) {
        json.put(field, cell.equals("True"));
      } else if (!cell.isEmpty()) {
        json.put(field, cell);
      }
    }
    json.put("ready", row.ready());
    json.put("message", row.message());
    json.set("conditions", ConditionsJson.write(row.conditions()));
  }

  /** {@code LAST SCAN} becomes {@code lastScan}. */
  private static String field(String column) {
    String[] words = column.toLowerCase(Locale.ROOT).split(" ", -1);
    StringBuilder field = new StringBuilder(words[0]);
    for (int at = 1; at < words.length; at++) {
      field
          .append(words[at].substring(0, 1).toUpperCase(Locale.ROOT))
          .append(words[at].substring(1));
    }
    return field.toString();
  }
}
