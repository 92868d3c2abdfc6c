package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.freshet.engine.address.ChangingNames;
import dev.freshet.engine.address.TwoFaces;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.git.tree.RevisionTree;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.proxy.EnvironmentProxies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Git server whose name leads elsewhere after some of the requests that one update makes. */
class ChangingNameIT extends GitServerCase {
  private static final int FEW = 3;
  private static final List<String> PASSED_ON =
      List.of("Content-Type", "Content-Encoding", "Git-Protocol", "Accept");

  private final HttpClient http = HttpClient.newHttpClient();
  private TwoFaces faces;
  private Connections connections;

  @BeforeEach
  void openTheOtherFace() {
    faces = TwoFaces.start(this::answer);
    connections = new Connections(EnvironmentProxies.none(), TwoFaces.RULE);
  }

  @AfterEach
  void closeIt() {
    connections.close();
    faces.close();
    http.shutdownNow();
  }

  /** The real server's answer; the repository has moved within the host. */
  private void answer(HttpExchange exchange) throws IOException {
    URI asked = exchange.getRequestURI();
    if (asked.getPath().startsWith("/old/")) {
      String host = exchange.getRequestHeaders().getFirst("Host");
      String moved = asked.toString().substring("/old".length());
      exchange.getResponseHeaders().set("Location", "http://" + host + moved);
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
      return;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port()).resolve(asked))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : PASSED_ON) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      exchange
          .getResponseHeaders()
          .set("Content-Type", answer.headers().firstValue("Content-Type").orElse(""));
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
      exchange.close();
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IOException(cause);
    }
  }

  /** Reads and updates a repository of its own. */
  private PushOutcome update(String name) {
    String served = server.create(name, Map.of("app.yaml", manifest("app:1", "ns:p"))).url();
    String url = "http://%s:%d/old%s".formatted(name, faces.port(), URI.create(served).getPath());
    try (GitMirrors own = Fixture.mirrors(directory.resolve("of-" + name), connections)) {
      GitMirror mirror = own.mirror(Fixture.remote(url), Fixture.HOLDER);
      var _ = mirror.tree(MAIN, RevisionTree::revision);
      return mirror.update(request("main", ".", setting("ns:p", "app:2")));
    }
  }

  @Test
  void isRefusedWhereverItLeadsAstray() {
    String staying = ChangingNames.changing(TwoFaces.ALLOWED, Integer.MAX_VALUE, TwoFaces.DENIED);
    assertThat(update(staying)).isInstanceOf(PushOutcome.Pushed.class);
    int all = ChangingNames.asked(staying);
    assertThat(all).as("requests").isGreaterThan(FEW);

    for (int requests = 0; requests < all; requests++) {
      String name = ChangingNames.changing(TwoFaces.ALLOWED, requests, TwoFaces.DENIED);

      assertThatThrownBy(() -> update(name))
          .as("after %d of %d requests", requests, all)
          .hasMessageContaining("requests to 127.0.0.1 are refused");
    }
    assertThat(faces.intruders()).isZero();
  }
}
