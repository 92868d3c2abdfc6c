package dev.freshet.engine.registry;

import dev.freshet.core.AutomationException;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of registries: which scheme answered and how each wants credentials. Remembered
 * until a registry stops answering or asks for something else.
 */
final class Endpoints {
  private record Key(
      String registry, PlainHttp plainHttp, TlsMaterial tls, Optional<ProxyAddress> proxy) {}

  private final Exchanges exchanges;
  private final BearerTokens tokens;
  private final Ping ping;
  private final Map<Key, Endpoint> endpoints = new ConcurrentHashMap<>();

  Endpoints(Exchanges exchanges, Ping ping) {
    this.exchanges = exchanges;
    this.ping = ping;
    this.tokens = new BearerTokens(exchanges);
  }

  Endpoint endpoint(Operation operation) {
    Endpoint known = endpoints.get(key(operation));
    if (known != null) {
      return known;
    }
    Endpoint found = ping.find(operation);
    endpoints.put(key(operation), found);
    return found;
  }

  /** Sends with the credentials the registry wants, if the call is to the registry itself. */
  <T> Reply<T> send(Operation operation, Call call, BodyReader<T> reader) {
    try {
      Call first = authorized(operation, call);
      Reply<T> reply = exchanges.send(operation, first, reader);
      if (!(reply instanceof Reply.Refused<T>(var refusal)) || !isRefusedHere(call, refusal)) {
        return reply;
      }
      learn(operation, refusal);
      Call second = authorized(operation, call);
      return second.equals(first) ? reply : exchanges.send(operation, second, reader);
    } catch (AutomationException failure) {
      endpoints.remove(key(operation)); // it may be another server by the next call
      throw failure;
    }
  }

  private static boolean isRefusedHere(Call call, Refusal refusal) {
    return refusal.status() == 401
        && Origin.of(refusal.call().target()).equals(Origin.of(call.target()));
  }

  private void learn(Operation operation, Refusal refusal) {
    Endpoint known = endpoint(operation);
    if (known.challenge() instanceof Challenge.Bearer bearer) {
      tokens.forget(operation, bearer);
    }
    Challenge wanted = Challenge.parse(refusal.challenges());
    if (!(wanted instanceof Challenge.None)) {
      endpoints.put(key(operation), new Endpoint(known.base(), wanted));
    }
  }

  private Call authorized(Operation operation, Call call) {
    Endpoint endpoint = endpoint(operation);
    if (!Origin.of(call.target()).equals(endpoint.origin())) {
      return call;
    }
    return switch (endpoint.challenge()) {
      case Challenge.None _ -> call;
      case Challenge.Basic _ ->
          operation.access().credentials() instanceof RegistryCredentials.Basic basic
              ? call.authorized(basic.header())
              : call;
      case Challenge.Bearer bearer -> call.authorized("Bearer " + tokens.token(operation, bearer));
    };
  }

  private static Key key(Operation operation) {
    RegistryAccess access = operation.access();
    return new Key(operation.image().registry(), access.plainHttp(), access.tls(), access.proxy());
  }
}
