package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static dev.freshet.engine.git.HostileGit.ID;
import static dev.freshet.engine.git.HostileGit.packet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitCredentials;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.ref.Revision;
import dev.freshet.testkit.git.ServedRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server said counts once it has worked, and failures that pass are waited for. */
class GitHealingIT extends GitServerCase {
  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final String ADVERTISEMENT = "/info/refs?service=git-upload-pack";

  private ServedRepository served() {
    return server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
  }

  private GitMirror at(String url) {
    return mirrors.mirror(GitRemote.parse(url, GitAccess.ANONYMOUS, TIMEOUT), Holder.PROCESS);
  }

  /** A server that sends everybody to wherever the target is at the time. */
  private static HttpServer redirecting(AtomicReference<String> target) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Location", target.get() + ADVERTISEMENT);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void asksTheOriginalAddressAgainWhenAPlaceItWasSentToIsGone() throws IOException {
    ServedRepository served = served();
    AtomicReference<String> target = new AtomicReference<>(server.url() + "/gone.git");
    HttpServer front = redirecting(target);
    String url = "http://127.0.0.1:%d/x.git".formatted(front.getAddress().getPort());
    assertThatThrownBy(() -> at(url).head(MAIN)).hasMessageContaining("repository not found");
    target.set(served.url());
    assertThat(at(url).head(MAIN).commit()).isEqualTo(served.head("main"));
    ServedRepository moved = server.create("moved", Map.of("a", "b"));
    served.git("config", "http.uploadpack", "false");
    target.set(moved.url());

    Revision head = at(url).head(MAIN);

    front.stop(0);
    assertThat(head.commit()).isEqualTo(moved.head("main"));
  }

  @Test
  void asksWhatAServerSpeaksAgainWhenItDoesNotSpeakThatAnyMore() {
    ServedRepository served = served();
    GitMirror mirror = at(served.url());
    mirror.head(MAIN);
    server.withoutProtocolVersions();

    assertThat(mirror.head(MAIN).commit()).isEqualTo(served.head("main"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"503 Service Unavailable", "429 Too Many Requests", "500 Oh", "502 Oh"})
  void triesThreeTimesToList(String status) throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (HostileGit flaky =
        HostileGit.version2((_, _, answer) -> {
          if (asked.incrementAndGet() < 3) {
            answer.status(status, "Retry-After: 0", "");
          } else {
            answer.result(packet(ID + " refs/heads/main\n") + "0000");
          }
        })) {
      assertThat(at(flaky.url()).head(MAIN).commit()).isEqualTo(ID);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"401 No", "403 No", "404 No", "418 Teapot"})
  void triesOnceWhatWillNotPass(String status) throws IOException {
    try (HostileGit refusing =
        HostileGit.start((_, _, answer) -> answer.status(status, "X: y", ""))) {
      assertThatThrownBy(() -> at(refusing.url()).head(MAIN));

      assertThat(refusing.requests()).hasSize(1);
    }
  }

  @Test
  void triesAgainWhenAnAnswerBreaksOff() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (HostileGit flaky =
        HostileGit.version2((_, _, answer) -> {
          if (asked.incrementAndGet() < 3) {
            answer.stream("application/x-git-upload-pack-result");
            throw new IOException("hang up");
          }
          answer.result(packet(ID + " refs/heads/main\n") + "0000");
        })) {
      assertThat(at(flaky.url()).head(MAIN).commit()).isEqualTo(ID);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Retry-After: 3600",
        "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\nRetry-After: Thu, 01 Jan 2026 01:00:00 GMT"
      })
  void asksNoSoonerThanTheServerWants(String headers) throws IOException {
    try (HostileGit busy =
        HostileGit.start((_, _, answer) -> answer.status("503 Busy", headers, ""))) {
      assertThatThrownBy(() -> at(busy.url()).head(MAIN)).hasMessageContaining("status 503");

      assertThat(busy.requests()).hasSize(1);
    }
  }

  @Test
  void cutsAPushThatHangs() {
    ServedRepository served = served();
    served.hook("pre-receive", "sleep 60");
    GitMirror mirror =
        mirrors.mirror(
            GitRemote.parse(served.url(), GitAccess.ANONYMOUS, Duration.ofSeconds(2)),
            Holder.PROCESS);
    Instant start = Instant.now();

    assertThatThrownBy(() -> mirror.update(request("main", ".", setting("ns:p", "app:2"))))
        .hasMessageContaining("timed out after 2s");

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void asksOnOneConnectionFromRunToRun() throws IOException {
    AtomicInteger connections = new AtomicInteger();
    try (HostileGit counting =
        HostileGit.version2((_, _, answer) -> {
          connections.incrementAndGet();
          answer.result(packet(ID + " refs/heads/main\n") + "0000");
        })) {
      for (int i = 0; i < 5; i++) {
        at(counting.url()).head(MAIN);
      }
      assertThat(connections).hasValue(5);
      assertThat(counting.connections()).isEqualTo(1);
    }
  }

  @Test
  void saysThatThePasswordOfARefusedLoginEndsInALineEnd() {
    ServedRepository served = served();
    server.requireBasic("bot", "right");
    GitRemote remote =
        GitRemote.parse(
            served.url(),
            GitAccess.ANONYMOUS.withCredentials(new GitCredentials.Basic("bot", "right\n")),
            TIMEOUT);

    assertThatThrownBy(() -> mirrors.mirror(remote, Holder.PROCESS).head(MAIN))
        .hasMessageEndingWith(
            "authentication required; the user or password of the Secret ends in a line end");
  }
}
