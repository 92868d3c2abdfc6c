package dev.freshet.core.marker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Reads the setter's name out of a comment. */
final class MarkerComment {
  /** What a file must hold, quotes included, to be parsed: it keeps Helm templates out. */
  static final String TOKEN = "\"$imagepolicy\"";

  /** What the token and its likely misspellings hold. */
  static final String START = "$image";

  private static final String SHORT_KEY = "$imagepolicy";
  private static final String LONG_KEY = "$ref";
  private static final String LONG_PREFIX = "#/definitions/io.k8s.cli.setters.";

  private MarkerComment() {}

  /** Whether a file that lacks the token holds it without its quotes, or in another case. */
  static boolean isMisspelt(String file) {
    return file.contains(SHORT_KEY) || file.contains("$imagePolicy");
  }

  /** The setter a comment names; empty for every other comment. */
  static Optional<String> setter(String comment) {
    int start = 0;
    while (start < comment.length() && comment.charAt(start) == '#') {
      start++;
    }
    // Nearly all comments are prose: tell them apart before reading JSON.
    if (comment.indexOf('{', start) < 0) {
      return Optional.empty();
    }
    return JsonObject.membersOf(comment.substring(start)).flatMap(MarkerComment::named);
  }

  private static Optional<String> named(Map<String, JsonObject.Member> members) {
    boolean onlyStrings =
        members.values().stream().noneMatch(JsonObject.Member.Other.class::isInstance);
    if (onlyStrings
        && members.get(SHORT_KEY) instanceof JsonObject.Member.Text(var name)
        && !name.isEmpty()) {
      return unescaped(name);
    }
    if (members.get(LONG_KEY) instanceof JsonObject.Member.Text(var ref)
        && ref.startsWith(LONG_PREFIX)) {
      return unescaped(ref.substring(LONG_PREFIX.length()));
    }
    return Optional.empty();
  }

  /** Both forms become the JSON pointer in a URL's fragment, so both layers are undone. */
  private static Optional<String> unescaped(String name) {
    if (name.indexOf('%') < 0 && name.indexOf('~') < 0) {
      return Optional.of(name);
    }
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        decoded.write(bytes[i]);
        continue;
      }
      int high = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      decoded.write(high * 16 + low);
      i += 2;
    }
    String pointer = decoded.toString(StandardCharsets.UTF_8);
    return Optional.of(pointer.replace("~1", "/").replace("~0", "~"));
  }
}
