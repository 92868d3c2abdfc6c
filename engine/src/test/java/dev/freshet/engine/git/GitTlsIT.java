package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.tls.SelfSigned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTlsIT {
  private static final SelfSigned CERTIFICATE = SelfSigned.generate("EC");
  private static final SelfSigned CLIENT = SelfSigned.generate("RSA");

  @TempDir Path directory;

  private PushOutcome push(GitHttpServer server, Map<String, String> secret) {
    ServedRepository served = server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
    Map<String, byte[]> data = new HashMap<>();
    secret.forEach((key, value) -> data.put(key, value.getBytes(StandardCharsets.UTF_8)));
    return push(served, GitAccess.fromSecret(data));
  }

  private PushOutcome push(ServedRepository served, GitAccess access) {
    GitRemote remote = GitRemote.parse(served.url(), access, Duration.ofSeconds(10));
    try (GitMirrors mirrors = Fixture.mirrors(directory.resolve("state"))) {
      return mirrors
          .mirror(remote, Fixture.HOLDER)
          .update(request("main", ".", setting("ns:p", "app:2")));
    }
  }

  private Path root() throws IOException {
    return Files.createDirectories(directory.resolve("served"));
  }

  @Test
  void trustsTheGivenAuthority() throws IOException {
    try (GitHttpServer server = GitHttpServer.startTls(root(), CERTIFICATE.serverConfiguration())) {
      PushOutcome outcome = push(server, Map.of("ca.crt", CERTIFICATE.certificatePem()));

      assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
    }
  }

  @Test
  void trustsTheAuthorityUnderItsOldKey() throws IOException {
    try (GitHttpServer server = GitHttpServer.startTls(root(), CERTIFICATE.serverConfiguration())) {
      PushOutcome outcome = push(server, Map.of("caFile", CERTIFICATE.certificatePem()));

      assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
    }
  }

  @Test
  void refusesAServerThatNobodyVouchesFor() throws IOException {
    try (GitHttpServer server = GitHttpServer.startTls(root(), CERTIFICATE.serverConfiguration())) {
      assertThatThrownBy(() -> push(server, Map.of()))
          .hasMessageContaining("unable to clone 'https://127.0.0.1")
          .hasMessageContaining("TLS: the certificate is signed by an unknown authority");
    }
  }

  @Test
  void showsItsCertificateToAServerThatDemandsOne() throws IOException {
    SelfSigned demanding = CERTIFICATE.demanding(CLIENT);
    try (GitHttpServer server = GitHttpServer.startTls(root(), demanding.serverConfiguration())) {
      PushOutcome outcome =
          push(
              server,
              Map.of(
                  "ca.crt", CERTIFICATE.certificatePem(),
                  "tls.crt", CLIENT.certificatePem(),
                  "tls.key", CLIENT.keyPem()));

      assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
    }
  }

  @Test
  void goesThroughAProxyThatWantsAPassword() throws IOException {
    try (GitHttpServer server = GitHttpServer.startTls(root(), CERTIFICATE.serverConfiguration());
        TunnelProxy proxy = TunnelProxy.start("puser", "ppass")) {
      ServedRepository served = server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
      byte[] authority = CERTIFICATE.certificatePem().getBytes(StandardCharsets.UTF_8);
      GitAccess access =
          GitAccess.fromSecret(Map.of("ca.crt", authority))
              .withProxy(ProxyAddress.parse(proxy.url()).withAccount("puser", "ppass"));

      PushOutcome outcome = push(served, access);

      assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
      assertThat(proxy.tunnels()).isPositive();
    }
  }
}
