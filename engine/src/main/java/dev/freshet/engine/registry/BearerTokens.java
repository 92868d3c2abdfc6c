package dev.freshet.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bearer tokens, each for one realm, service, scope and credential, kept until shortly before they
 * expire. A realm is trusted with the credentials its registry was given, but only over TLS or
 * where HTTP is allowed.
 */
final class BearerTokens {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a realm means that does not say, by the token protocol. */
  private static final Duration USUAL_LIFE = Duration.ofSeconds(60);

  private record Key(Challenge.Bearer challenge, String scope, Fingerprint credentials) {}

  private record Token(String value, Instant until) {}

  private final Exchanges exchanges;
  private final Map<Key, Token> tokens = new ConcurrentHashMap<>();

  BearerTokens(Exchanges exchanges) {
    this.exchanges = exchanges;
  }

  String token(Operation operation, Challenge.Bearer challenge) {
    Key key = key(operation, challenge);
    Instant now = operation.now();
    Token known = tokens.get(key);
    if (known != null && known.until().isAfter(now)) {
      return known.value();
    }
    Token fresh = fetch(operation, key);
    tokens.values().removeIf(token -> !token.until().isAfter(now));
    tokens.put(key, fresh);
    return fresh.value();
  }

  void forget(Operation operation, Challenge.Bearer challenge) {
    tokens.remove(key(operation, challenge));
  }

  private static Key key(Operation operation, Challenge.Bearer challenge) {
    String scope = "repository:" + operation.image().repository() + ":pull";
    return new Key(challenge, scope, operation.access().credentials().fingerprint());
  }

  private Token fetch(Operation operation, Key key) {
    URI realm = realm(operation, key.challenge());
    Call get = Call.get(withQuery(realm, key));
    return switch (operation.access().credentials()) {
      case RegistryCredentials.Anonymous _ -> token(operation, get);
      case RegistryCredentials.Basic basic -> token(operation, get.authorized(basic.header()));
      case RegistryCredentials.IdentityToken identity -> {
        Call post = Call.post(realm, refreshForm(key, identity));
        Reply<JsonNode> reply = exchanges.send(operation, post, BearerTokens::json);
        boolean postUnknown =
            reply instanceof Reply.Refused<JsonNode>(var refusal) && refusal.status() == 404;
        yield postUnknown
            ? token(operation, get)
            : token(operation, post, reply.orThrow(operation));
      }
    };
  }

  private static URI realm(Operation operation, Challenge.Bearer challenge) {
    String registry = operation.image().registry();
    URI realm =
        Urls.resolve(URI.create("https://" + registry + "/v2/"), challenge.realm())
            .orElseThrow(() ->
                operation.failed("log in to " + registry, "the token realm is no web address"));
    if (!operation.mayVisit(realm)) {
      throw operation.failed(
          "log in to " + registry, "the token realm " + Urls.printable(realm) + " is not on TLS");
    }
    return realm;
  }

  private static URI withQuery(URI realm, Key key) {
    String query = Urls.form("scope", key.scope(), "service", key.challenge().service());
    String glue = realm.getRawQuery() == null ? "?" : "&";
    return URI.create(realm + glue + query);
  }

  private static String refreshForm(Key key, RegistryCredentials.IdentityToken identity) {
    return Urls.form(
        "grant_type", "refresh_token",
        "service", key.challenge().service(),
        "scope", key.scope(),
        "client_id", "freshet",
        "refresh_token", identity.token());
  }

  private Token token(Operation operation, Call call) {
    return token(
        operation, call, exchanges.send(operation, call, BearerTokens::json).orThrow(operation));
  }

  private static Token token(Operation operation, Call call, JsonNode answer) {
    String value = answer.path("access_token").asText("");
    if (value.isEmpty()) {
      value = answer.path("token").asText("");
    }
    if (value.isEmpty()) {
      throw operation.failed(call.action(), "no token in bearer response");
    }
    long seconds = answer.path("expires_in").asLong(USUAL_LIFE.toSeconds());
    // A quarter early, so that a token does not expire on its way.
    Duration life = Duration.ofSeconds(Math.clamp(seconds, 0, 86_400));
    return new Token(value, operation.now().plus(life.multipliedBy(3).dividedBy(4)));
  }

  private static JsonNode json(InputStream body) throws IOException {
    return JSON.readTree(body);
  }
}
