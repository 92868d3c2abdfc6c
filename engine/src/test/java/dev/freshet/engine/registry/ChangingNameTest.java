package dev.freshet.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.freshet.core.image.ImageName;
import dev.freshet.engine.address.ChangingNames;
import dev.freshet.engine.address.TwoFaces;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.proxy.EnvironmentProxies;
import dev.freshet.engine.registry.auth.PlainHttp;
import dev.freshet.engine.registry.auth.RegistryAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A registry whose name leads elsewhere after some of the requests that one scan makes. */
class ChangingNameTest {
  /** The question how to log in, the token, the list, where it has moved, and its second page. */
  private static final int REQUESTS = 5;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final TwoFaces faces = TwoFaces.start(this::answer);
  private final Connections connections = new Connections(EnvironmentProxies.none(), TwoFaces.RULE);
  private final RegistryClient client =
      new RegistryClient(InstantSource.system(), new Random(1), _ -> {}, connections);

  @AfterEach
  void close() {
    connections.close();
    faces.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String path = exchange.getRequestURI().toString();
    if (path.startsWith("/token")) {
      send(exchange, 200, "{\"token\":\"T\"}");
    } else if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
      exchange
          .getResponseHeaders()
          .set(
              "WWW-Authenticate", "Bearer realm=\"http://%s/token\",service=\"s\"".formatted(host));
      send(exchange, 401, "{}");
    } else if (path.contains("last=")) {
      send(exchange, 200, "{\"name\":\"app\",\"tags\":[\"2\"]}");
    } else if (path.contains("moved")) {
      exchange
          .getResponseHeaders()
          .set("Link", "<http://%s/v2/app/tags/list?last=1>; rel=\"next\"".formatted(host));
      send(exchange, 200, "{\"name\":\"app\",\"tags\":[\"1\"]}");
    } else {
      exchange
          .getResponseHeaders()
          .set("Location", "http://%s/v2/app/tags/list?moved=1".formatted(host));
      send(exchange, 307, "");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int scan(String name) {
    RegistryAccess access = RegistryAccess.anonymous(TIMEOUT).with(PlainHttp.ALLOWED);
    ImageName image = ImageName.parse("%s:%d/app".formatted(name, faces.port()));
    TagList list = client.tags(image, access);
    try (var _ = list.memory()) {
      return list.tags().size();
    }
  }

  @Test
  void isRefusedWhereverItLeadsAstray() {
    String staying = ChangingNames.changing(TwoFaces.ALLOWED, Integer.MAX_VALUE, TwoFaces.DENIED);
    assertThat(scan(staying)).isEqualTo(2);
    int all = ChangingNames.asked(staying);
    assertThat(all).as("requests").isGreaterThanOrEqualTo(REQUESTS);

    for (int requests = 0; requests < all; requests++) {
      String name = ChangingNames.changing(TwoFaces.ALLOWED, requests, TwoFaces.DENIED);

      assertThatThrownBy(() -> scan(name))
          .as("after %d of %d requests", requests, all)
          .hasMessageContaining("requests to 127.0.0.1 are refused")
          .hasMessageContaining("--denied-addresses names 127.0.0.1");
    }
    assertThat(faces.intruders()).isZero();
  }
}
