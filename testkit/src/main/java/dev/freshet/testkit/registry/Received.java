package dev.freshet.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.Optional;

/** A request as it arrived. */
public record Received(
    Place place, String method, URI target, Optional<String> authorization, String body) {

  static Received of(Place place, HttpExchange exchange) {
    return new Received(
        place,
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
        "");
  }

  Received withBody(String text) {
    return new Received(place, method, target, authorization, text);
  }
}
