package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.url.Url;
import dev.freshet.gocompat.value.GoValue;
import java.util.Optional;

/** URLs as maps of their parts. */
final class Urls {
  private Urls() {}

  static void define(FunctionTable table) {
    table.define("urlParse", "string", call -> parse(call.text(0)));
    Strings.text(table, "urlJoin", "dict", Urls::join);
  }

  private static GoValue parse(String text) {
    Url url;
    try {
      url = Url.parse(text);
    } catch (GoErrorException refused) {
      throw new GoErrorException("unable to parse url: " + refused.getMessage());
    }
    GoValue.Dict parts = GoValue.dict();
    put(parts, "scheme", url.scheme());
    put(parts, "userinfo", url.userText());
    put(parts, "host", url.host());
    put(parts, "hostname", url.hostname());
    put(parts, "path", url.path());
    put(parts, "query", url.query());
    put(parts, "opaque", url.opaque());
    put(parts, "fragment", url.fragment());
    return parts;
  }

  private static void put(GoValue.Dict parts, String name, String bytes) {
    parts.entries().put(GoValue.bytes(name), GoValue.bytes(bytes));
  }

  private static String join(Call call) {
    GoValue.Dict parts = call.dict(0);
    String userinfo = part(parts, "userinfo");
    Optional<Url.User> user = Optional.empty();
    if (!userinfo.isEmpty()) {
      try {
        user = Url.parse("proto://" + userinfo + "@host").user();
      } catch (GoErrorException refused) {
        throw new GoErrorException("unable to parse userinfo in dict: " + refused.getMessage());
      }
    }
    return new Url(
            part(parts, "scheme"),
            user,
            part(parts, "host"),
            part(parts, "path"),
            part(parts, "query"),
            part(parts, "opaque"),
            part(parts, "fragment"))
        .toString();
  }

  private static String part(GoValue.Dict parts, String name) {
    GoValue value = parts.entries().getOrDefault(GoValue.bytes(name), GoValue.bytes(""));
    if (value == GoValue.Nil.NIL) {
      throw Reflection.nilDereference();
    }
    if (value instanceof GoValue.Text text) {
      return text.bytes();
    }
    throw new GoErrorException(
        "unable to parse %s key, must be of type string, but %s found"
            .formatted(name, value.type().kind()));
  }
}
