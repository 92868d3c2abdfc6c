package dev.freshet.engine.registry.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a registry wants to be shown credentials. */
public sealed interface Challenge {
  Challenge NONE = new None();

  /** More, or longer, headers than any registry needs are not looked at. */
  int MOST_HEADERS = 16;

  int LONGEST_HEADER = 8 << 10;

  /** What holds for the registry as a whole, and not for one request alone. */
  Challenge ofRegistry();

  record None() implements Challenge {
    @Override
    public Challenge ofRegistry() {
      return this;
    }
  }

  record Basic() implements Challenge {
    @Override
    public Challenge ofRegistry() {
      return this;
    }
  }

  /**
   * A token from a realm.
   *
   * @param scope what a token must be good for, by the registry's own words; often empty
   */
  record Bearer(String realm, String service, String scope) implements Challenge {
    @Override
    public Bearer ofRegistry() {
      return new Bearer(realm, service, "");
    }
  }

  /** The first usable challenge of {@code WWW-Authenticate} headers; none when none is. */
  static Challenge parse(List<String> headers) {
    return headers.stream()
        .limit(MOST_HEADERS)
        .filter(header -> header.length() <= LONGEST_HEADER)
        .flatMap(header -> new Reading(header).challenges().stream())
        .map(Parsed::understood)
        .filter(challenge -> !challenge.equals(NONE))
        .findFirst()
        .orElse(NONE);
  }

  /** A challenge before it is understood. */
  record Parsed(String scheme, Map<String, String> parameters) {
    Challenge understood() {
      return switch (scheme) {
        case "basic" -> new Basic();
        case "bearer" ->
            parameters.containsKey("realm")
                ? new Bearer(
                    parameters.getOrDefault("realm", ""),
                    parameters.getOrDefault("service", ""),
                    parameters.getOrDefault("scope", ""))
                : NONE;
        default -> NONE; // Negotiate, Digest and their like: not in the registry protocol
      };
    }
  }

  /** Schemes, each with the parameters after it, as far as they can be read. */
  final class Reading {
    private static final String MARKS = "_!#$%&'*+.^`|~-";

    private final String header;
    private int at;

    private Reading(String header) {
      this.header = header;
    }

    private List<Parsed> challenges() {
      var challenges = new ArrayList<Parsed>();
      while (true) {
        skipBlanks();
        if (is(',')) {
          at++;
          skipBlanks();
        }
        String name = token();
        if (name.isEmpty()) {
          return challenges;
        }
        int afterName = at;
        skipBlanks();
        if (is('=')) {
          at++;
          skipBlanks();
          String value = is('"') ? quoted() : bare();
          if (!challenges.isEmpty()) {
            challenges.getLast().parameters().put(name, value);
          }
        } else {
          at = afterName;
          challenges.add(new Parsed(name, new HashMap<>()));
        }
      }
    }

    private boolean is(char one) {
      return at < header.length() && header.charAt(at) == one;
    }

    private static boolean isBlank(char one) {
      return one == ' ' || (one >= '\t' && one <= '\r');
    }

    private void skipBlanks() {
      while (at < header.length() && isBlank(header.charAt(at))) {
        at++;
      }
    }

    private String token() {
      int start = at;
      while (at < header.length() && isOfToken(header.charAt(at))) {
        at++;
      }
      return header.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private static boolean isOfToken(char one) {
      return (one >= 'a' && one <= 'z')
          || (one >= 'A' && one <= 'Z')
          || (one >= '0' && one <= '9')
          || MARKS.indexOf(one) >= 0;
    }

    /** A text in quotes; one whose quotes do not end is read as if it had none. */
    private String quoted() {
      var text = new StringBuilder();
      for (int i = at + 1; i < header.length(); i++) {
        char one = header.charAt(i);
        if (one == '"') {
          at = i + 1;
          return text.toString();
        }
        if (one == '\\' && i + 1 < header.length()) {
          i++;
          one = header.charAt(i);
        }
        text.append(one);
      }
      return bare();
    }

    private String bare() {
      int start = at;
      while (at < header.length() && header.charAt(at) != ',' && !isBlank(header.charAt(at))) {
        at++;
      }
      return header.substring(start, at);
    }
  }
}
