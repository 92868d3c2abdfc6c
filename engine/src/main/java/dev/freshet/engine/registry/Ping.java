package dev.freshet.engine.registry;

import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.registry.auth.Challenge;
import dev.freshet.engine.registry.host.Endpoint;
import dev.freshet.engine.registry.host.RegistryException;
import dev.freshet.engine.registry.host.RegistryOperation;
import dev.freshet.engine.registry.http.RegistryHttp;
import dev.freshet.engine.registry.http.RegistryRequest;
import dev.freshet.engine.registry.http.RegistryResponse;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Asks {@code /v2/} on which scheme a registry speaks and what credentials it wants. */
final class Ping {
  private final RegistryHttp exchanges;
  private final Duration headStart;

  Ping(RegistryHttp exchanges, Duration headStart) {
    this.exchanges = exchanges;
    this.headStart = headStart;
  }

  Endpoint find(RegistryOperation operation) {
    Endpoint secure = endpoint(operation, "https");
    if (!operation.allowsHttp()) {
      return ask(operation, secure);
    }
    try {
      return race(operation, secure, endpoint(operation, "http"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw operation.failed(call(secure).action(), "interrupted");
    }
  }

  private Endpoint race(RegistryOperation operation, Endpoint secure, Endpoint plain)
      throws InterruptedException {
    CompletableFuture<Endpoint> first = start(operation, secure);
    try {
      return first.get(headStart.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      // It speaks no HTTPS, or nothing came yet. What went wrong is told if HTTP fails as well.
      return firstOf(operation, List.of(first, start(operation, plain)));
    }
  }

  private static Endpoint firstOf(
      RegistryOperation operation, List<CompletableFuture<Endpoint>> asked)
      throws InterruptedException {
    var winner = new CompletableFuture<Endpoint>();
    for (CompletableFuture<Endpoint> one : asked) {
      var _ = one.thenAccept(winner::complete);
    }
    var _ =
        CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
            .whenComplete((_, _) -> {
              // One that answered may not have told the winner yet.
              if (asked.stream().allMatch(CompletableFuture::isCompletedExceptionally)) {
                winner.completeExceptionally(lost(operation, asked));
              }
            });
    try {
      return winner.get();
    } catch (ExecutionException failed) {
      throw (RegistryException) failed.getCause();
    }
  }

  /** Why none answered. */
  private static RegistryException lost(
      RegistryOperation operation, List<CompletableFuture<Endpoint>> asked) {
    return operation.failed(
        asked.stream()
            .map(one -> String.valueOf(one.exceptionNow().getMessage()))
            .collect(Collectors.joining("; ")));
  }

  private CompletableFuture<Endpoint> start(RegistryOperation operation, Endpoint endpoint) {
    return CompletableFuture.supplyAsync(() -> ask(operation, endpoint), Ping::begin);
  }

  /** Costs what its caller costs: one-shot runs have few threads, and none that are virtual. */
  private static void begin(Runnable question) {
    if (Thread.currentThread().isVirtual()) {
      Thread.startVirtualThread(question);
    } else {
      Thread.ofPlatform().daemon().name("registry-ping").start(question);
    }
  }

  private Endpoint ask(RegistryOperation operation, Endpoint endpoint) {
    RegistryResponse<Boolean> reply = exchanges.send(operation, call(endpoint), Ping::isHere);
    return switch (reply) {
      case RegistryResponse.Success<Boolean> _ -> endpoint;
      case RegistryResponse.Refused<Boolean>(var refusal) when refusal.status() == 401 ->
          // Some name a scope here that is an example, of another repository.
          new Endpoint(endpoint.base(), Challenge.parse(refusal.challenges()).ofRegistry());
      case RegistryResponse.Refused<Boolean>(var refusal) -> throw refusal.failure(operation);
    };
  }

  /** Any success will do; what it says is of no interest. */
  private static boolean isHere(InputStream body) {
    return true;
  }

  private static Endpoint endpoint(RegistryOperation operation, String scheme) {
    try {
      URI base = URI.create(scheme + "://" + operation.image().registry() + "/");
      return new Endpoint(base, Challenge.NONE);
    } catch (IllegalArgumentException _) {
      throw new InvalidInputException("could not parse reference: " + operation.image().verbatim());
    }
  }

  private static RegistryRequest call(Endpoint endpoint) {
    return RegistryRequest.get(endpoint.at("v2/"));
  }
}
