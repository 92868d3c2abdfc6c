package dev.freshet.web;

import static dev.freshet.web.HttpServers.Purpose.ARTIFACTS;
import static dev.freshet.web.HttpServers.Purpose.HEALTH;
import static dev.freshet.web.HttpServers.Purpose.METRICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.web.HttpServers.Purpose;
import dev.freshet.web.health.HealthCheck;
import dev.freshet.web.health.HealthPages;
import dev.freshet.web.metric.Metrics;
import dev.freshet.web.server.Client;
import dev.freshet.web.server.ListenAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpServersTest {
  private static final ListenAddress ANY = ListenAddress.parse("127.0.0.1:0");

  private final HealthPages health = new HealthPages(List.of(HealthCheck.PING), List.of());
  private final Metrics metrics = new Metrics(InstantSource.system());

  @TempDir Path folder;

  @Test
  void servesEachOnAPortOfItsOwn() throws IOException {
    Files.writeString(folder.resolve("a.tar.gz"), "artifact");
    try (var servers = open(Optional.of(ANY), Optional.of(ANY), ANY)) {
      servers.serveArtifacts(folder);

      assertThat(get(servers, HEALTH, "/healthz")).isEqualTo("ok");
      assertThat(get(servers, METRICS, "/metrics")).contains("process_start_time_seconds");
      assertThat(get(servers, ARTIFACTS, "/a.tar.gz")).isEqualTo("artifact");
      assertThat(get(servers, ARTIFACTS, "/metrics")).isEqualTo("not found\n");
    }
  }

  @Test
  void opensNoArtifactPortBeforeItLeads() {
    try (var servers = open(Optional.of(ANY), Optional.of(ANY), ANY)) {
      assertThat(servers.port(ARTIFACTS)).isEmpty();
      assertThat(servers.port(HEALTH)).isPresent();
    }
  }

  @Test
  void leavesOutWhatIsOff() {
    try (var servers = open(Optional.empty(), Optional.empty(), ANY)) {
      assertThat(servers.port(HEALTH)).isEmpty();
      assertThat(servers.port(METRICS)).isEmpty();
    }
  }

  @Test
  void leavesNothingOpenWhenAnAddressIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = free.getLocalPort();
      free.close();
      var healthAddress = new ListenAddress("127.0.0.1", port);
      var takenAddress = new ListenAddress("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(() -> open(Optional.of(healthAddress), Optional.of(takenAddress), ANY))
          .isInstanceOf(AutomationException.class)
          .hasMessageContaining(takenAddress.toString());

      try (var again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(again.isBound()).isTrue();
      }
    }
  }

  @Test
  void closesEveryPort() throws IOException {
    var servers = open(Optional.of(ANY), Optional.of(ANY), ANY);
    servers.serveArtifacts(folder);
    List<Integer> ports =
        List.of(Purpose.values()).stream()
            .map(purpose -> servers.port(purpose).orElseThrow())
            .toList();

    servers.close();

    for (int port : ports) {
      try (var again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(again.isBound()).isTrue();
      }
    }
    assertThat(servers.port(HEALTH)).isEmpty();
  }

  private HttpServers open(
      Optional<ListenAddress> healthAddress,
      Optional<ListenAddress> metricsAddress,
      ListenAddress artifacts) {
    return HttpServers.open(
        new HttpServers.Addresses(healthAddress, metricsAddress, artifacts), health, metrics);
  }

  private static String get(HttpServers servers, Purpose purpose, String path) {
    try (var client = new Client(servers.port(purpose).orElseThrow())) {
      return client.get(path).body();
    }
  }
}
