package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.access.Holder;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.registry.TunnelProxy;
import dev.freshet.testkit.tls.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitProxyIT {
  private static final SelfSigned CERTIFICATE = SelfSigned.generate("EC");

  @TempDir private Path directory;

  private static GitAccess through(String scheme, int port) {
    byte[] authority = CERTIFICATE.certificatePem().getBytes(StandardCharsets.UTF_8);
    return GitAccess.fromSecret(Map.of("ca.crt", authority))
        .withProxy(
            ProxyAddress.parse(scheme + "://127.0.0.1:" + port).withAccount("puser", "ppass"));
  }

  private void withMirror(String url, GitAccess access, Consumer<GitMirror> work) {
    try (GitMirrors mirrors = Fixture.mirrors(directory.resolve("state"))) {
      work.accept(
          mirrors.mirror(GitRemote.parse(url, access, Duration.ofSeconds(10)), Holder.PROCESS));
    }
  }

  private static TunnelProxy proxy(String scheme) {
    return switch (scheme) {
      case "http" -> TunnelProxy.http("puser", "ppass");
      case "https" -> TunnelProxy.https("puser", "ppass", CERTIFICATE);
      default -> TunnelProxy.socks5("puser", "ppass");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https", "socks5"})
  void pushesThroughAProxyWithAnAccount(String scheme) throws IOException {
    Path root = Files.createDirectories(directory.resolve("served"));
    try (GitHttpServer server = GitHttpServer.startTls(root, CERTIFICATE.serverConfiguration());
        TunnelProxy proxy = proxy(scheme)) {
      ServedRepository served = server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));

      withMirror(
          served.url(),
          through(scheme, proxy.port()),
          mirror ->
              assertThat(mirror.update(request("main", ".", setting("ns:p", "app:2"))))
                  .isInstanceOf(PushOutcome.Pushed.class));

      assertThat(proxy.targets()).containsOnly("127.0.0.1:" + server.port());
    }
  }

  /** What a client sends first to a server that answers with these words. */
  private static CompletableFuture<byte[]> firstBytes(ServerSocket listener, String answer) {
    return CompletableFuture.supplyAsync(
        () -> {
          byte[] sent = {};
          try (Socket client = listener.accept()) {
            sent = client.getInputStream().readNBytes(16);
            client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
          } catch (IOException _) {
            // The client has gone.
          }
          return sent;
        },
        task -> Thread.ofVirtual().start(task));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9/x.git", "https://git.example.com/x.git"})
  void speaksTlsToAnHttpsProxyBeforeAnythingElse(String url) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CompletableFuture<byte[]> sent = firstBytes(listener, "HTTP/1.1 407 No\r\n\r\n");

      withMirror(
          url,
          through("https", listener.getLocalPort()),
          mirror -> assertThatThrownBy(() -> mirror.head(MAIN)).hasMessageContaining("TLS: "));

      byte handshake = 0x16;
      assertThat(sent.join()).startsWith(handshake);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "302 Found, the proxy refused the connection with status 302",
    "401 Unauthorized, the proxy refused the connection with status 401",
    "403 Forbidden, the proxy refused the connection with status 403",
    "407 Proxy Authentication Required, the proxy wants a user and password",
    "503 Busy, the proxy refused the connection with status 503"
  })
  void takesNoAnswerOfAProxyForThatOfTheServer(String status, String said) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CompletableFuture<byte[]> sent =
          firstBytes(
              listener,
              "HTTP/1.1 %s\r\nLocation: http://evil.example/info/refs?service=git-upload-pack\r\n\r\n"
                  .formatted(status));

      withMirror(
          "https://git.example.com/x.git",
          through("http", listener.getLocalPort()),
          mirror -> assertThatThrownBy(() -> mirror.head(MAIN)).hasMessageContaining(said));

      assertThat(new String(sent.join(), StandardCharsets.ISO_8859_1)).startsWith("CONNECT ");
    }
  }

  @Test
  void saysWhatASocksProxyRefuses() throws IOException {
    try (TunnelProxy proxy = TunnelProxy.socks5("other", "other")) {
      withMirror(
          "https://git.example.com/x.git",
          through("socks5", proxy.port()),
          mirror ->
              assertThatThrownBy(() -> mirror.head(MAIN))
                  .hasMessageContaining("refuses user or password")
                  .hasMessageNotContaining("ppass"));
    }
  }
}
