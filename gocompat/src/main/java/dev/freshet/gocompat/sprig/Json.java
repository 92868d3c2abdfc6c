package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.Function;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.json.JsonError;
import dev.freshet.gocompat.json.JsonReader;
import dev.freshet.gocompat.json.JsonWriter;
import dev.freshet.gocompat.value.GoValue;

/** Values to JSON and back; the plain forms swallow errors, the {@code must…} forms report them. */
final class Json {
  private Json() {}

  static void define(FunctionTable table) {
    define(table, "toJson", "mustToJson", JsonWriter.Style.COMPACT);
    define(table, "toPrettyJson", "mustToPrettyJson", JsonWriter.Style.PRETTY);
    // The raw form fails in both: sprig panics there.
    Strings.text(
        table, "toRawJson mustToRawJson", "any", call -> write(call, JsonWriter.Style.RAW));
    table.define("mustFromJson", "string", Json::read);
    table.define("fromJson", "string", orElse(Json::read, GoValue.Nil.NIL));
  }

  private static void define(
      FunctionTable table, String name, String strict, JsonWriter.Style style) {
    Function.Body write = call -> GoValue.bytes(write(call, style));
    table.define(strict, "any", write);
    table.define(name, "any", orElse(write, GoValue.bytes("")));
  }

  private static Function.Body orElse(Function.Body body, GoValue otherwise) {
    return call -> {
      try {
        return body.apply(call);
      } catch (JsonError refused) {
        return otherwise;
      }
    };
  }

  private static String write(Call call, JsonWriter.Style style) {
    return JsonWriter.of(call.value(0), style, call.budget());
  }

  private static GoValue read(Call call) {
    return new JsonReader(call.text(0), call.budget()).document();
  }
}
