package dev.freshet.engine.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.core.SecretValue;
import dev.freshet.engine.registry.auth.Challenge;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.registry.host.HeldAccess;
import dev.freshet.engine.registry.host.RegistryOperation;
import dev.freshet.engine.registry.host.Urls;
import dev.freshet.engine.registry.http.BodyReader;
import dev.freshet.engine.registry.http.RegistryHttp;
import dev.freshet.engine.registry.http.RegistryRequest;
import dev.freshet.engine.registry.http.RegistryResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Bearer tokens, each for one access, realm, service and scope, kept until shortly before they
 * expire: a token goes the way it came, and no other. A realm is trusted with the credentials its
 * registry was given, but only over TLS or where HTTP is allowed.
 */
final class BearerTokens {
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
              .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(100).build())
              .build());

  private static final int LONGEST_TOKEN = 32 << 10;
  private static final int MOST_BYTES = 128 << 10;

  /** What a realm means that does not say, by the token protocol. */
  private static final Duration USUAL_LIFE = Duration.ofSeconds(60);

  private final RegistryHttp exchanges;
  private final KeptTokens tokens = new KeptTokens();

  BearerTokens(RegistryHttp exchanges) {
    this.exchanges = exchanges;
  }

  SecretValue token(RegistryOperation operation, Challenge.Bearer challenge) {
    KeptTokens.Use use = use(operation, challenge);
    return tokens
        .find(operation.held(), use, operation.now())
        .orElseGet(() -> {
          KeptTokens.Token fresh = fetch(operation, use);
          tokens.put(operation.held(), use, fresh);
          // What is good for more is also good for what was asked for first, and by the next scan.
          tokens.put(operation.held(), use(operation, challenge.ofRegistry()), fresh);
          return fresh.value();
        });
  }

  void forget(RegistryOperation operation, Challenge.Bearer challenge) {
    tokens.remove(operation.held(), use(operation, challenge));
  }

  void forget(HeldAccess access) {
    tokens.remove(access);
  }

  private static KeptTokens.Use use(RegistryOperation operation, Challenge.Bearer challenge) {
    String pull = "repository:" + operation.image().repository() + ":pull";
    String named = challenge.scope();
    return new KeptTokens.Use(
        challenge.ofRegistry(),
        named.isEmpty() || named.equals(pull) ? List.of(pull) : List.of(pull, named));
  }

  private KeptTokens.Token fetch(RegistryOperation operation, KeptTokens.Use use) {
    return switch (operation.access().credentials()) {
      case RegistryCredentials.Anonymous _ -> token(operation, get(operation, use));
      case RegistryCredentials.Basic basic ->
          token(operation, get(operation, use).authorized(basic.header()));
      case RegistryCredentials.IdentityToken identity -> exchanged(operation, use, identity);
      // Nobody needs to be asked for one that is there.
      case RegistryCredentials.RegistryToken given ->
          new KeptTokens.Token(given.token(), operation.now().plus(USUAL_LIFE));
    };
  }

  private static RegistryRequest get(RegistryOperation operation, KeptTokens.Use use) {
    return RegistryRequest.get(withQuery(realm(operation, use.challenge()), use));
  }

  private KeptTokens.Token exchanged(
      RegistryOperation operation, KeptTokens.Use use, RegistryCredentials.IdentityToken identity) {
    RegistryRequest post =
        RegistryRequest.post(realm(operation, use.challenge()), refreshForm(use, identity));
    RegistryResponse<JsonNode> reply = exchanges.send(operation, post, BearerTokens::json);
    boolean postUnknown =
        reply instanceof RegistryResponse.Refused<JsonNode>(var refusal) && refusal.status() == 404;
    return postUnknown
        ? token(operation, get(operation, use))
        : token(operation, post, reply.orThrow(operation));
  }

  private static URI realm(RegistryOperation operation, Challenge.Bearer challenge) {
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

  private static URI withQuery(URI realm, KeptTokens.Use use) {
    List<String> parameters = new ArrayList<>();
    use.scopes().forEach(scope -> parameters.addAll(List.of("scope", scope)));
    parameters.addAll(List.of("service", use.challenge().service()));
    String query = Urls.form(parameters.toArray(String[]::new));
    String glue = realm.getRawQuery() == null ? "?" : "&";
    return URI.create(realm + glue + query);
  }

  private static SecretValue refreshForm(
      KeptTokens.Use use, RegistryCredentials.IdentityToken identity) {
    return SecretValue.of(
        Urls.form(
            "grant_type", "refresh_token",
            "service", use.challenge().service(),
            "scope", String.join(" ", use.scopes()),
            "client_id", "freshet",
            "refresh_token", identity.token().text()));
  }

  private KeptTokens.Token token(RegistryOperation operation, RegistryRequest call) {
    return token(
        operation, call, exchanges.send(operation, call, BearerTokens::json).orThrow(operation));
  }

  private static KeptTokens.Token token(
      RegistryOperation operation, RegistryRequest call, JsonNode answer) {
    String value = answer.path("access_token").asText("");
    if (value.isEmpty()) {
      value = answer.path("token").asText("");
    }
    if (value.isEmpty()) {
      throw operation.failed(call.action(), "no token in bearer response");
    }
    if (value.length() > LONGEST_TOKEN || !value.chars().allMatch(one -> one > ' ' && one <= '~')) {
      throw operation.failed(call.action(), "the token is none that a request can show");
    }
    long seconds = answer.path("expires_in").asLong(USUAL_LIFE.toSeconds());
    // A quarter early, so that a token does not expire on its way.
    Duration life = Duration.ofSeconds(Math.clamp(seconds, 0, 86_400));
    return new KeptTokens.Token(
        SecretValue.of(value), operation.now().plus(life.multipliedBy(3).dividedBy(4)));
  }

  private static JsonNode json(InputStream body) throws IOException {
    return JSON.readTree(BodyReader.bounded(body, MOST_BYTES));
  }
}
