package dev.freshet.engine.secret;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.api.secret.Secret;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.OutsideText;
import dev.freshet.core.image.ImageName;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The registry credentials of Docker configurations, several of which may be strung together. The
 * most specific key that covers an image wins; among equal keys the first.
 */
public final class DockerConfig {
  public static final DockerConfig EMPTY = new DockerConfig(List.of());

  /** A Secret holds no more. */
  private static final int MOST_CHARACTERS = 1 << 20;

  private static final int MOST_ENTRIES = 10_000;
  private static final int DEEPEST = 50;
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * A key and what it says.
   *
   * @param login refuses what nobody could send, which is of concern only where it is wanted
   */
  private record Entry(RegistryPattern pattern, Supplier<RegistryCredentials> login) {
    RegistryCredentials credentials() {
      try {
        return login.get();
      } catch (InvalidInputException cause) {
        throw new InvalidInputException(
            "docker config: login for '%s': %s"
                .formatted(OutsideText.atMost(pattern.toString(), 100), cause.getMessage()));
      }
    }
  }

  private final List<Entry> entries;

  private DockerConfig(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads a Secret's data; one of another type, or without the type's key, holds nothing for us.
   */
  public static DockerConfig ofSecret(String type, Map<String, byte[]> data) {
    return key(type)
        .flatMap(key -> content(data, key))
        .map(text -> type.equals(Secret.DOCKER_CONFIG) ? of(logins(object(text))) : parse(text))
        .orElse(EMPTY);
  }

  /** Why a Secret holds no credentials for the image, where {@link #ofSecret} found none. */
  public static String missing(String type, Map<String, byte[]> data, ImageName image) {
    Optional<String> key = key(type);
    if (key.isEmpty()) {
      return "is of type '" + OutsideText.excerpt(type) + "', not " + Secret.DOCKER_CONFIG_JSON;
    }
    return content(data, key.get()).isEmpty()
        ? "has no '" + key.get() + "'"
        : "has no credentials for " + image.canonical();
  }

  /** Under which key a Secret of the type has its configuration. */
  private static Optional<String> key(String type) {
    return switch (type) {
      case Secret.DOCKER_CONFIG_JSON -> Optional.of(".dockerconfigjson");
      case Secret.DOCKER_CONFIG -> Optional.of(".dockercfg");
      default -> Optional.empty();
    };
  }

  /** Reads the text of a {@code config.json}. */
  public static DockerConfig parse(String json) {
    Map<String, Supplier<RegistryCredentials>> logins = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object(json).properties()) {
      // Go takes fields in any case, one after the other, and forgets them at a null.
      if (field.getKey().equalsIgnoreCase("auths")) {
        if (field.getValue().isNull()) {
          logins.clear();
        } else if (field.getValue().isObject()) {
          logins.putAll(logins(field.getValue()));
        } else {
          throw new InvalidInputException("docker config: auths is not a JSON object");
        }
      }
    }
    return of(logins);
  }

  /** All entries of these configurations; where keys are equal the earlier configuration's. */
  public static DockerConfig concat(List<DockerConfig> configs) {
    return new DockerConfig(configs.stream().flatMap(config -> config.entries.stream()).toList());
  }

  /**
   * Those for the image.
   *
   * @throws InvalidInputException when the winning key holds what nobody could send
   */
  public RegistryCredentials credentials(ImageName image) {
    return entry(image).orElse(RegistryCredentials.ANONYMOUS);
  }

  /** What the winning key says, which may be that there are no credentials; empty without a key. */
  Optional<RegistryCredentials> entry(ImageName image) {
    var target = RegistryPattern.Place.of(image);
    return entries.stream()
        .filter(entry -> entry.pattern().covers(target))
        .max(Comparator.comparing(entry -> entry.pattern().key()))
        .flatMap(best ->
            entries.stream()
                .filter(entry -> entry.pattern().equals(best.pattern()))
                .map(Entry::credentials)
                .findFirst());
  }

  private static Optional<String> content(Map<String, byte[]> data, String key) {
    return Optional.ofNullable(data.get(key))
        .filter(bytes -> bytes.length > 0)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  static JsonNode object(String json) {
    if (json.length() > MOST_CHARACTERS) {
      throw new InvalidInputException(
          "docker config has more than " + MOST_CHARACTERS + " characters");
    }
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (StreamConstraintsException _) {
      throw new InvalidInputException(
          "docker config is nested deeper than " + DEEPEST + " levels or holds a huge number");
    } catch (JsonProcessingException cause) {
      // Jackson's own message would quote what stands there, perhaps a password.
      throw new InvalidInputException(
          "docker config is not JSON: line %d, column %d"
              .formatted(cause.getLocation().getLineNr(), cause.getLocation().getColumnNr()));
    }
    if (root.isNull()) {
      return JSON.createObjectNode();
    }
    if (!root.isObject()) {
      throw new InvalidInputException("docker config is not a JSON object");
    }
    return root;
  }

  private static DockerConfig of(Map<String, Supplier<RegistryCredentials>> logins) {
    List<Entry> entries = new ArrayList<>();
    logins.forEach((key, login) -> entries.add(new Entry(RegistryPattern.parse(key), login)));
    return new DockerConfig(entries);
  }

  private static Map<String, Supplier<RegistryCredentials>> logins(JsonNode auths) {
    if (auths.size() > MOST_ENTRIES) {
      throw new InvalidInputException("docker config has more than " + MOST_ENTRIES + " entries");
    }
    Map<String, Supplier<RegistryCredentials>> logins = new LinkedHashMap<>();
    auths
        .properties()
        .forEach(auth -> logins.put(auth.getKey(), login(auth.getKey(), auth.getValue())));
    return logins;
  }

  /** A key as a message shows it: a password may stand before the host. */
  private static String shown(String key) {
    return OutsideText.atMost(RegistryPattern.parse(key).toString(), 100);
  }

  private static Supplier<RegistryCredentials> login(String key, JsonNode entry) {
    if (!entry.isObject() && !entry.isNull()) {
      throw new InvalidInputException(
          "docker config: what '%s' says is not a JSON object".formatted(shown(key)));
    }
    String registryToken = text(key, entry, "registrytoken");
    String identityToken = text(key, entry, "identitytoken");
    String auth = text(key, entry, "auth");
    String user = text(key, entry, "username");
    String password = text(key, entry, "password");
    Supplier<RegistryCredentials> pair =
        auth.isEmpty() ? () -> new RegistryCredentials.Basic(user, password) : decoded(key, auth);
    if (!registryToken.isEmpty()) {
      return () -> new RegistryCredentials.RegistryToken(registryToken);
    }
    if (!identityToken.isEmpty()) {
      return () -> new RegistryCredentials.IdentityToken(identityToken);
    }
    return auth.isEmpty() && user.isEmpty() && password.isEmpty()
        ? () -> RegistryCredentials.ANONYMOUS
        : pair;
  }

  /** A field, in any case; of several that differ in it the last counts. */
  private static String text(String key, JsonNode entry, String name) {
    String text = "";
    for (Map.Entry<String, JsonNode> field : entry.properties()) {
      if (!field.getKey().equalsIgnoreCase(name) || field.getValue().isNull()) {
        continue;
      }
      if (!field.getValue().isTextual()) {
        throw new InvalidInputException(
            "docker config: %s of '%s' is not a text".formatted(name, shown(key)));
      }
      text = field.getValue().asText("");
    }
    return text;
  }

  private static Supplier<RegistryCredentials> decoded(String key, String auth) {
    String pair;
    try {
      // Line ends may stand anywhere in it, and nothing else that is not base64.
      String digits = auth.replace("\n", "").replace("\r", "");
      pair = new String(Base64.getDecoder().decode(digits), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw malformedAuth(key); // the decoder's message tells characters of the secret
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      throw malformedAuth(key);
    }
    // Docker pads the password with zero bytes in configurations of old.
    int end = pair.length();
    while (end > colon + 1 && pair.charAt(end - 1) == 0) {
      end--;
    }
    String user = pair.substring(0, colon);
    String password = pair.substring(colon + 1, end);
    return () -> new RegistryCredentials.Basic(user, password);
  }

  private static InvalidInputException malformedAuth(String key) {
    return new InvalidInputException(
        "docker config: auth of '" + shown(key) + "' is not base64 of user:password");
  }

  @Override
  public String toString() {
    return "DockerConfig" + entries.stream().map(Entry::pattern).toList();
  }
}
