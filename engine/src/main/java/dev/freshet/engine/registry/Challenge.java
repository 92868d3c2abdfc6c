package dev.freshet.engine.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a registry wants to be shown credentials. */
sealed interface Challenge {
  Challenge NONE = new None();

  record None() implements Challenge {}

  record Basic() implements Challenge {}

  record Bearer(String realm, String service) implements Challenge {}

  /** A scheme, or a parameter of the scheme before it. */
  Pattern PART =
      Pattern.compile(
          "\\s*,?\\s*([\\w!#$%&'*+.^`|~-]+)(?:\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]*)))?");

  /** The first usable challenge of {@code WWW-Authenticate} headers; none when none is. */
  static Challenge parse(List<String> headers) {
    for (String header : headers) {
      for (Parsed parsed : challenges(header)) {
        switch (parsed.scheme()) {
          case "basic" -> {
            return new Basic();
          }
          case "bearer" -> {
            if (parsed.parameters().containsKey("realm")) {
              return new Bearer(
                  parsed.parameters().getOrDefault("realm", ""),
                  parsed.parameters().getOrDefault("service", ""));
            }
          }
          default -> {
            // Negotiate, Digest and their like: not in the registry protocol.
          }
        }
      }
    }
    return NONE;
  }

  /** A challenge before it is understood. */
  record Parsed(String scheme, Map<String, String> parameters) {}

  private static List<Parsed> challenges(String header) {
    var challenges = new ArrayList<Parsed>();
    Matcher parts = PART.matcher(header);
    while (parts.lookingAt()) {
      String name = parts.group(1).toLowerCase(Locale.ROOT);
      if (parts.group(2) == null && parts.group(3) == null) {
        challenges.add(new Parsed(name, new HashMap<>()));
      } else if (!challenges.isEmpty()) {
        String value = parts.group(2) == null ? parts.group(3) : unescaped(parts.group(2));
        challenges.getLast().parameters().put(name, value);
      }
      parts.region(parts.end(), header.length());
    }
    return challenges;
  }

  private static String unescaped(String quoted) {
    return quoted.replaceAll("\\\\(.)", "$1");
  }
}
