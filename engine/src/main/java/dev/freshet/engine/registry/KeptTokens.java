package dev.freshet.engine.registry;

import dev.freshet.core.SecretValue;
import dev.freshet.engine.registry.auth.Challenge;
import dev.freshet.engine.registry.host.HeldAccess;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bearer tokens of all accesses, each for the access it was fetched by. When they become too
 * many characters, the oldest of whichever access has most of them go.
 */
final class KeptTokens {
  static final int MOST_CHARACTERS = 4 << 20;

  /** What a token is good for. */
  record Use(Challenge.Bearer challenge, List<String> scopes) {
    private int characters() {
      return challenge.realm().length()
          + challenge.service().length()
          + scopes.stream().mapToInt(String::length).sum();
    }
  }

  record Token(SecretValue value, Instant until) {}

  private static final class Purse {
    private final Map<Use, Token> tokens = new LinkedHashMap<>();
    private int characters;

    void put(Use use, Token token) {
      remove(use);
      tokens.put(use, token);
      characters += use.characters() + token.value().length();
    }

    void remove(Use use) {
      Token old = tokens.remove(use);
      if (old != null) {
        characters -= use.characters() + old.value().length();
      }
    }

    void removeOldest() {
      Iterator<Use> oldest = tokens.keySet().iterator();
      if (oldest.hasNext()) {
        remove(oldest.next());
      }
    }
  }

  private final Map<HeldAccess, Purse> purses = new LinkedHashMap<>();

  synchronized Optional<SecretValue> find(HeldAccess access, Use use, Instant now) {
    return Optional.ofNullable(purses.get(access))
        .flatMap(purse -> Optional.ofNullable(purse.tokens.get(use)))
        .filter(token -> token.until().isAfter(now))
        .map(Token::value);
  }

  synchronized void put(HeldAccess access, Use use, Token token) {
    if (access.isOver()) {
      return; // let go while the token was on its way
    }
    purses.computeIfAbsent(access, _ -> new Purse()).put(use, token);
    while (characters() > MOST_CHARACTERS) {
      purses.values().stream()
          .max(Comparator.comparingInt(purse -> purse.characters))
          .ifPresent(Purse::removeOldest);
    }
  }

  synchronized void remove(HeldAccess access, Use use) {
    Purse purse = purses.get(access);
    if (purse != null) {
      purse.remove(use);
    }
  }

  synchronized void remove(HeldAccess access) {
    purses.remove(access);
  }

  synchronized int characters() {
    return purses.values().stream().mapToInt(purse -> purse.characters).sum();
  }
}
