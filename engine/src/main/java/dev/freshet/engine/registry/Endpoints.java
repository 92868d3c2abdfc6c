package dev.freshet.engine.registry;

import dev.freshet.core.AutomationException;
import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.proxy.ProxyAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What is known of registries: which scheme answered and how each wants credentials. Remembered
 * until a registry stops answering or asks for something else.
 */
final class Endpoints {
  private static final String WAITING = "ask the registry for its API";

  private record Key(
      String registry, PlainHttp plainHttp, Fingerprint tls, Optional<Fingerprint> proxy) {}

  private final Exchanges exchanges;
  private final BearerTokens tokens;
  private final Ping ping;
  private final Map<Key, Endpoint> endpoints = new ConcurrentHashMap<>();

  /**
   * Questions under way, one for each registry whoever wants to know: a scheme that is not spoken
   * may take its time to fail, and many such would use up the host's whole budget.
   */
  private final Map<Key, CompletableFuture<Endpoint>> asking = new ConcurrentHashMap<>();

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
    var mine = new CompletableFuture<Endpoint>();
    CompletableFuture<Endpoint> asked = asking.putIfAbsent(key(operation), mine);
    return asked == null ? ask(operation, mine) : await(operation, asked);
  }

  private Endpoint ask(Operation operation, CompletableFuture<Endpoint> answer) {
    try {
      Endpoint found = ping.find(operation);
      endpoints.put(key(operation), found);
      answer.complete(found);
      return found;
    } catch (RuntimeException failure) {
      answer.completeExceptionally(failure);
      throw failure;
    } finally {
      asking.remove(key(operation), answer);
    }
  }

  private static Endpoint await(Operation operation, CompletableFuture<Endpoint> asked) {
    try {
      return asked.get(Math.max(1, operation.remaining().toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw operation.timedOut(WAITING);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof AutomationException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw operation.failed(WAITING, "interrupted");
    }
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
    return new Key(
        operation.image().registry(),
        access.plainHttp(),
        access.tls().fingerprint(),
        access.proxy().map(ProxyAddress::fingerprint));
  }
}
