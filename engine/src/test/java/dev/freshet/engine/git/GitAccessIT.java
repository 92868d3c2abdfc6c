package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitCredentials;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.git.ref.Revision;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.testkit.git.ServedRepository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class GitAccessIT extends GitServerCase {
  private static final String PASSWORD = "s3cr3t-pa55";

  private ServedRepository served() {
    return server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
  }

  private static GitRemote remote(String url, Map<String, String> secret) {
    Map<String, byte[]> data = new java.util.HashMap<>();
    secret.forEach((key, value) -> data.put(key, value.getBytes(StandardCharsets.UTF_8)));
    return GitRemote.parse(url, GitAccess.fromSecret(data), Duration.ofSeconds(10));
  }

  private PushOutcome push(GitRemote remote) {
    return mirrors
        .mirror(remote, Fixture.HOLDER)
        .update(request("main", ".", setting("ns:p", "app:2")));
  }

  /** Everything a log could show of a failure. */
  private static String printed(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void pushesWithUserAndPassword() {
    ServedRepository served = served();
    server.requireBasic("bot", PASSWORD);

    PushOutcome outcome =
        push(remote(served.url(), Map.of("username", "bot", "password", PASSWORD)));

    assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
  }

  @Test
  void pushesWithABearerToken() {
    ServedRepository served = served();
    server.requireBearer("t0k3n");

    PushOutcome outcome =
        push(
            remote(
                served.url(),
                Map.of("bearerToken", "t0k3n", "username", "ignored", "password", "ignored")));

    assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
  }

  @Test
  void takesUserAndPasswordFromTheUrl() {
    ServedRepository served = served();
    server.requireBasic("bot", "p@ss");

    PushOutcome outcome = push(remote(served.url().replace("://", "://bot:p%40ss@"), Map.of()));

    assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
  }

  @Test
  void refusesAWrongPasswordWithoutShowingIt() {
    ServedRepository served = served();
    server.requireBasic("bot", "right");
    GitRemote remote = remote(served.url().replace("://", "://bot:" + PASSWORD + "@"), Map.of());

    assertThatThrownBy(() -> push(remote))
        .isInstanceOf(GitException.class)
        .hasMessage("unable to clone '%s': authentication required", served.url())
        .satisfies(failure -> assertThat(printed(failure)).doesNotContain(PASSWORD));
    assertThat(remote.toString()).doesNotContain(PASSWORD);
    assertThat(directory.resolve("state")).isDirectoryRecursivelyContaining("glob:**/heads");
  }

  @Test
  void noticesThatThePasswordWasChangedMeanwhile() {
    ServedRepository served = served();
    server.requireBasic("bot", "old");
    GitRemote remote = remote(served.url(), Map.of("username", "bot", "password", "old"));
    mirrors.mirror(remote, Fixture.HOLDER).head(MAIN);
    server.requireBasic("bot", "new");

    assertThatThrownBy(() -> mirrors.mirror(remote, Fixture.HOLDER).head(MAIN))
        .hasMessageEndingWith("authentication required");
  }

  @Test
  void neverShowsThePasswordOfAUrlThatDoesNotParse() {
    assertThatThrownBy(() -> remote("http://bot:" + PASSWORD + "@host:port/x y", Map.of()))
        .satisfies(failure -> assertThat(printed(failure)).doesNotContain(PASSWORD));
  }

  @Test
  void doesNotSendCredentialsToWhereAnotherHostRedirects() throws IOException {
    ServedRepository served = served();
    List<String> authorizations = new CopyOnWriteArrayList<>();
    HttpServer other = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    other.createContext(
        "/",
        exchange -> {
          authorizations.addAll(
              exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
          exchange.getResponseHeaders().add("Location", server.url() + exchange.getRequestURI());
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    other.start();
    List<String> forwarded = new CopyOnWriteArrayList<>();
    server.onAuthorization(forwarded::add);
    String url = "http://localhost:%d/fleet.git".formatted(other.getAddress().getPort());

    GitRemote remote = remote(url, Map.of("username", "bot", "password", PASSWORD));

    Revision head = mirrors.mirror(remote, Fixture.HOLDER).head(MAIN);
    Revision laterHead = mirrors.mirror(remote, Fixture.HOLDER).head(MAIN);
    other.stop(0);

    assertThat(head.commit()).isEqualTo(served.head("main"));
    assertThat(laterHead).isEqualTo(head);
    assertThat(authorizations).isNotEmpty();
    assertThat(forwarded).isEmpty();
  }

  @Test
  void saysThatTheConnectionWasRefused() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String url = "http://127.0.0.1:%d/x.git".formatted(port);

    assertThatThrownBy(() -> mirrors.mirror(Fixture.remote(url), Fixture.HOLDER).head(MAIN))
        .hasMessage("unable to list remote for '%s': connection refused", url);
  }

  @Test
  void saysThatThereIsNoRepositoryAtTheAddressOfAWebPage() throws IOException {
    HttpServer pages = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    pages.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 6);
          exchange.getResponseBody().write("<html>".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    pages.start();
    String url = "http://localhost:%d/x".formatted(pages.getAddress().getPort());

    assertThatThrownBy(() -> mirrors.mirror(Fixture.remote(url), Fixture.HOLDER).head(MAIN))
        .hasMessageEndingWith("there is no git repository at this address");
    pages.stop(0);
  }

  @Test
  void givesUpOnAServerThatDoesNotAnswer() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:%d/x.git".formatted(silent.getLocalPort());
      GitRemote remote = GitRemote.parse(url, GitAccess.ANONYMOUS, Duration.ofMillis(300));

      assertThatThrownBy(() -> mirrors.mirror(remote, Fixture.HOLDER).head(MAIN))
          .hasMessageContaining("timed out after 300ms");
    }
  }

  @Test
  void reachesTheServerThroughAProxyWithAPassword() throws IOException {
    ServedRepository served = served();
    try (ForwardProxy proxy = ForwardProxy.start("puser", "ppass")) {
      ProxyAddress address = ProxyAddress.parse(proxy.url()).withAccount("puser", "ppass");
      GitRemote remote =
          GitRemote.parse(
              served.url(), GitAccess.ANONYMOUS.withProxy(address), Duration.ofSeconds(10));

      PushOutcome outcome = push(remote);

      assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
      assertThat(proxy.requests()).isPositive();
    }
  }

  @Test
  void servesAServerThatSpeaksVersion0Only() {
    ServedRepository served = served();
    served.annotatedTag("v1", served.head("main"));
    server.withoutProtocolVersions();

    PushOutcome outcome = push(Fixture.remote(served.url()));
    Revision tag = mirror(served).head(new CheckoutRef.TagName("v1"));

    assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
    assertThat(tag.commit()).isEqualTo(served.git("rev-parse", "v1^{commit}").strip());
  }

  @Test
  void pushesToAServerThatDoesNotUnpackWhatIsPushed() {
    // So even that its pack becomes smaller when it is packed once more.
    String even = manifest("app:1", "ns:p") + "# the same line again and again\n".repeat(30_000);
    ServedRepository served = server.create("fleet", Map.of("a.yaml", even));
    server.withoutUnpackedPushes();

    PushOutcome outcome = push(Fixture.remote(served.url()));

    assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
  }

  @Test
  void fillsInAMissingPasswordFromTheUrl() {
    GitRemote remote = remote("https://bot:pw@example.com/x.git", Map.of("username", "other"));

    assertThat(remote.url()).isEqualTo("https://example.com/x.git");
    assertThat(remote.access().credentials()).isEqualTo(new GitCredentials.Basic("other", "pw"));
    assertThat(Optional.of(remote)).asString().doesNotContain("pw");
  }
}
