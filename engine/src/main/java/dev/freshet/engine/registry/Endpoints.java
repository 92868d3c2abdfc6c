package dev.freshet.engine.registry;

import dev.freshet.core.SecretValue;
import dev.freshet.engine.registry.auth.Challenge;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.registry.host.Endpoint;
import dev.freshet.engine.registry.host.HeldAccess;
import dev.freshet.engine.registry.host.Origin;
import dev.freshet.engine.registry.host.RegistryException;
import dev.freshet.engine.registry.host.RegistryOperation;
import dev.freshet.engine.registry.http.BodyReader;
import dev.freshet.engine.registry.http.ErrorResponse;
import dev.freshet.engine.registry.http.RegistryHttp;
import dev.freshet.engine.registry.http.RegistryRequest;
import dev.freshet.engine.registry.http.RegistryResponse;
import java.util.Optional;
import java.util.Set;

/**
 * Which scheme a registry answers on and how it wants credentials. Remembered for the access until
 * the registry stops answering or asks for something else.
 */
final class Endpoints {
  private static final Set<Integer> REFUSALS_OF_A_TOKEN = Set.of(400, 401, 403);

  private final RegistryHttp exchanges;
  private final BearerTokens tokens;
  private final Ping ping;

  Endpoints(RegistryHttp exchanges, Ping ping, BearerTokens tokens) {
    this.exchanges = exchanges;
    this.ping = ping;
    this.tokens = tokens;
  }

  /** Asked for once: a scheme that is not spoken may take its time to fail. */
  Endpoint endpoint(RegistryOperation operation) {
    HeldAccess held = operation.held();
    return held.endpoint()
        .orElseGet(() -> held.endpointQuestion().ask(operation, () -> ask(operation)));
  }

  private Endpoint ask(RegistryOperation operation) {
    Optional<Endpoint> since = operation.held().endpoint();
    if (since.isPresent()) {
      return since.get();
    }
    Endpoint found = ping.find(operation);
    operation.held().learn(found);
    return found;
  }

  /** Sends with the credentials the registry wants, if the call is to the registry itself. */
  <T> RegistryResponse<T> send(
      RegistryOperation operation, RegistryRequest call, BodyReader<T> reader) {
    try {
      Endpoint known = endpoint(operation);
      RegistryRequest first = authorized(operation, call, known);
      RegistryResponse<T> reply = exchanges.send(operation, first, reader);
      forgetRefusedToken(operation, known, reply);
      if (!(reply instanceof RegistryResponse.Refused<T>(var refusal))
          || !isRefusedHere(call, refusal)) {
        return reply;
      }
      Endpoint other = known.wanting(Challenge.parse(refusal.challenges()));
      RegistryRequest second = authorized(operation, call, other);
      if (second.equals(first)) {
        return reply;
      }
      RegistryResponse<T> answer = exchanges.send(operation, second, reader);
      forgetRefusedToken(operation, other, answer);
      if (answer.status() != 401) {
        // What it wants now is believed when it has worked; a scope is of this image alone.
        operation.held().learn(other.wanting(other.challenge().ofRegistry()));
      }
      return answer;
    } catch (RegistryException failure) {
      operation.held().doubt();
      throw failure;
    }
  }

  private static boolean isRefusedHere(RegistryRequest call, ErrorResponse refusal) {
    return refusal.status() == 401
        && Origin.of(refusal.call().target()).equals(Origin.of(call.target()));
  }

  /** Not every registry says 401 to a token it no longer likes; the next scan brings a new one. */
  private void forgetRefusedToken(
      RegistryOperation operation, Endpoint endpoint, RegistryResponse<?> reply) {
    if (REFUSALS_OF_A_TOKEN.contains(reply.status())
        && endpoint.challenge() instanceof Challenge.Bearer bearer) {
      tokens.forget(operation, bearer);
    }
  }

  private RegistryRequest authorized(
      RegistryOperation operation, RegistryRequest call, Endpoint endpoint) {
    if (!Origin.of(call.target()).equals(endpoint.origin())) {
      return call;
    }
    return switch (endpoint.challenge()) {
      case Challenge.None _ -> call;
      case Challenge.Basic _ ->
          switch (operation.access().credentials()) {
            case RegistryCredentials.Basic basic -> call.authorized(basic.header());
            case RegistryCredentials.RegistryToken token -> call.authorized(token.header());
            case RegistryCredentials.Anonymous _, RegistryCredentials.IdentityToken _ -> call;
          };
      case Challenge.Bearer bearer ->
          call.authorized(SecretValue.of("Bearer " + tokens.token(operation, bearer).text()));
    };
  }
}
