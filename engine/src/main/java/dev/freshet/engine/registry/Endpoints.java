package dev.freshet.engine.registry;

import dev.freshet.core.AutomationException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Which scheme a registry answers on and how it wants credentials. Remembered for the access until
 * the registry stops answering or asks for something else.
 */
final class Endpoints {
  private static final String WAITING = "ask the registry for its API";
  private static final Set<Integer> REFUSALS_OF_A_TOKEN = Set.of(400, 401, 403);

  private final Exchanges exchanges;
  private final BearerTokens tokens;
  private final Ping ping;

  Endpoints(Exchanges exchanges, Ping ping, BearerTokens tokens) {
    this.exchanges = exchanges;
    this.ping = ping;
    this.tokens = tokens;
  }

  /**
   * Asked for once by all who share the access: a scheme that is not spoken may take its time to
   * fail, and many such questions would use up the host's whole budget.
   */
  Endpoint endpoint(Operation operation) {
    Optional<Endpoint> known = operation.held().endpoint();
    if (known.isPresent()) {
      return known.get();
    }
    var mine = new HeldAccess.Asking(operation.namespace(), new CompletableFuture<>());
    HeldAccess.Asking asked = operation.held().ask(mine);
    return asked.equals(mine) ? ask(operation, mine.answer()) : await(operation, asked);
  }

  private Endpoint ask(Operation operation, CompletableFuture<Endpoint> answer) {
    try {
      Endpoint found = ping.find(operation);
      operation.held().learn(found);
      answer.complete(found);
      return found;
    } catch (RuntimeException failure) {
      answer.completeExceptionally(failure);
      throw failure;
    } finally {
      answer.cancel(false); // whatever else ended it, nobody waits for it any longer
    }
  }

  private Endpoint await(Operation operation, HeldAccess.Asking asked) {
    try {
      return asked
          .answer()
          .get(Math.max(1, operation.remaining().toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw operation.timedOut(WAITING);
    } catch (CancellationException _) {
      return ask(operation, new CompletableFuture<>());
    } catch (ExecutionException failure) {
      if (!asked.namespace().equals(operation.namespace())) {
        // Another's timeout may have been shorter.
        return ask(operation, new CompletableFuture<>());
      }
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
      Endpoint known = endpoint(operation);
      Call first = authorized(operation, call, known);
      Reply<T> reply = exchanges.send(operation, first, reader);
      forgetRefusedToken(operation, known, reply);
      if (!(reply instanceof Reply.Refused<T>(var refusal)) || !isRefusedHere(call, refusal)) {
        return reply;
      }
      Endpoint other = known.wanting(Challenge.parse(refusal.challenges()));
      Call second = authorized(operation, call, other);
      if (second.equals(first)) {
        return reply;
      }
      Reply<T> answer = exchanges.send(operation, second, reader);
      forgetRefusedToken(operation, other, answer);
      if (answer.status() != 401) {
        // What it wants now is believed when it has worked; a scope is of this image alone.
        operation.held().learn(other.wanting(other.challenge().ofRegistry()));
      }
      return answer;
    } catch (AutomationException failure) {
      operation.held().doubt();
      throw failure;
    }
  }

  private static boolean isRefusedHere(Call call, Refusal refusal) {
    return refusal.status() == 401
        && Origin.of(refusal.call().target()).equals(Origin.of(call.target()));
  }

  /** Not every registry says 401 to a token it no longer likes; the next scan brings a new one. */
  private void forgetRefusedToken(Operation operation, Endpoint endpoint, Reply<?> reply) {
    if (REFUSALS_OF_A_TOKEN.contains(reply.status())
        && endpoint.challenge() instanceof Challenge.Bearer bearer) {
      tokens.forget(operation, bearer);
    }
  }

  private Call authorized(Operation operation, Call call, Endpoint endpoint) {
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
      case Challenge.Bearer bearer -> call.authorized("Bearer " + tokens.token(operation, bearer));
    };
  }
}
