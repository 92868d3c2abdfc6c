package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.HostileGit.CAPABILITIES;
import static dev.freshet.engine.git.HostileGit.ID;
import static dev.freshet.engine.git.HostileGit.packet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.address.AddressRule;
import dev.freshet.engine.git.HostileGit.Answer;
import dev.freshet.engine.git.HostileGit.Behaviour;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.ref.Revision;
import dev.freshet.engine.git.tree.RevisionTree;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.proxy.EnvironmentProxies;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that answer what no Git server does. */
class HostileGitIT {
  private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";
  private static final String SERVICE = packet("# service=git-upload-pack\n") + "0000";
  private static final String MALFORMED = "the server's answer is malformed";

  @TempDir private Path directory;
  private GitMirrors mirrors;

  @BeforeEach
  void open() {
    mirrors = Fixture.mirrors(directory.resolve("state"));
  }

  @AfterEach
  void close() {
    mirrors.close();
  }

  private Revision read(HostileGit server, Duration timeout) {
    return mirrors
        .mirror(GitRemote.parse(server.url(), GitAccess.ANONYMOUS, timeout), Fixture.HOLDER)
        .tree(MAIN, RevisionTree::revision);
  }

  private Revision read(HostileGit server) {
    return read(server, Duration.ofSeconds(20));
  }

  private static void advertise(Answer answer, String lines) throws IOException {
    answer.send(ADVERTISEMENT, SERVICE + lines);
  }

  static Stream<Arguments> malformedAdvertisements() {
    return Stream.of(
        Arguments.of("no packets", "zzzz"),
        Arguments.of("a packet of three bytes", "0003"),
        Arguments.of("zeros", "\0".repeat(1000)),
        Arguments.of("no id", packet("Z".repeat(40) + " refs/heads/main\0" + CAPABILITIES)),
        Arguments.of("half an id", packet("1111 refs/heads/main\0" + CAPABILITIES)),
        Arguments.of("no name", packet(ID) + "0000"),
        Arguments.of("nothing at all", packet("")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformedAdvertisements")
  void namesAMalformedAdvertisement(String what, String body) throws IOException {
    try (HostileGit server = HostileGit.start((_, _, answer) -> advertise(answer, body))) {
      assertThatThrownBy(() -> read(server))
          .as(what)
          .isInstanceOf(GitException.class)
          .hasMessageContaining(MALFORMED);
    }
  }

  static Stream<Arguments> malformedLists() {
    return Stream.of(
        Arguments.of("no blank", packet("nospace\n")),
        Arguments.of("a short id", packet("xyz refs/heads/main\n")),
        Arguments.of("a bad id", packet("z".repeat(40) + " refs/heads/main\n")),
        Arguments.of("a bad peeled id", packet(ID + " refs/heads/main peeled:zz\n")),
        Arguments.of("an empty line", packet("\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformedLists")
  void namesAMalformedList(String what, String line) throws IOException {
    try (HostileGit server = HostileGit.version2((_, _, answer) -> answer.result(line + "0000"))) {
      assertThatThrownBy(() -> read(server))
          .as(what)
          .isInstanceOf(GitException.class)
          .hasMessageContaining(MALFORMED);
    }
  }

  static Stream<Arguments> malformedFetches() {
    String start = packet("shallow-info\n") + packet("shallow " + ID + "\n") + "0001";
    return Stream.of(
        Arguments.of("no section", packet("nonsense\n") + "0000"),
        Arguments.of("a bad shallow id", packet("shallow-info\n") + packet("shallow zz\n")),
        Arguments.of(
            "no pack", start + packet("packfile\n") + packet("\1PACKxxxxxxxxxxxx") + "0000"),
        Arguments.of("no band", start + packet("packfile\n") + packet("\7oops") + "0000"),
        Arguments.of(
            "an acknowledgement of nothing", packet("acknowledgments\n") + packet("ACK\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformedFetches")
  void takesAMalformedPackForTheServersFault(String what, String body) throws IOException {
    try (HostileGit server = HostileGit.fetched((_, _, answer) -> answer.result(body))) {
      assertThatThrownBy(() -> read(server))
          .as(what)
          .isInstanceOf(GitException.class)
          .hasMessageContaining("unable to clone '%s'".formatted(server.url()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "file:///etc/passwd/info/refs?service=git-upload-pack",
        "jar:file:x.jar!/info/refs?service=git-upload-pack",
        "ftp://127.0.0.1/x/info/refs?service=git-upload-pack",
        "http://[bad/info/refs?service=git-upload-pack",
        "http://user:pass@127.0.0.1/info/refs?service=git-upload-pack",
        "http:///info/refs?service=git-upload-pack",
        "/elsewhere",
        "\u0001"
      })
  void followsNoRedirectToWhatIsNoRepository(String location) throws IOException {
    try (HostileGit server =
        HostileGit.start(
            (_, _, answer) -> answer.status("302 Found", "Location: " + location, ""))) {
      assertThatThrownBy(() -> read(server))
          .hasMessageContaining("redirected to a place that is not this repository");
    }
  }

  @Test
  void followsNoCircle() throws IOException {
    try (HostileGit server =
        HostileGit.start((path, _, answer) ->
            answer.status(
                "302 Found",
                "Location: "
                    + (path.startsWith("/a") ? "/b" : "/a")
                    + ".git/info/refs?service=git-upload-pack",
                ""))) {
      assertThatThrownBy(() -> read(server)).hasMessageContaining("too many redirects");
      assertThat(server.requests()).hasSize(6);
    }
  }

  @Test
  void passesOnWhatTheServerSaysWithoutItsEscapes() throws IOException {
    try (HostileGit server =
        HostileGit.version2(
            (_, _, answer) -> answer.result(packet("ERR \33[31m" + "boo".repeat(3_000) + "\n")))) {
      assertThatThrownBy(() -> read(server))
          .hasMessageContaining("the server says: \uFFFD[31mbooboo")
          .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(700));
    }
  }

  @Test
  void passesOnWhatTheServerSaysInAFetchWithoutItsEscapes() throws IOException {
    String fatal = packet("packfile\n") + packet("\2progress\r") + packet("\3fatal \33[31m red");
    try (HostileGit server = HostileGit.fetched((_, _, answer) -> answer.result(fatal + "0000"))) {
      assertThatThrownBy(() -> read(server))
          .hasMessageContaining("remote: fatal \uFFFD[31m red")
          .hasMessageNotContaining("\33");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"version 0", "version 2"})
  void endsAListWithoutEnd(String version) throws IOException {
    Behaviour endless =
        (_, _, answer) -> {
          answer.stream(
              version.equals("version 0") ? ADVERTISEMENT : "application/x-git-upload-pack-result");
          answer.chunk(version.equals("version 0") ? SERVICE : packet(ID + " refs/heads/main\n"));
          for (int i = 0; ; i++) {
            StringBuilder lines = new StringBuilder();
            for (int j = 0; j < 1000; j++) {
              lines.append(packet(ID + " refs/heads/" + "a".repeat(200) + (i * 1000 + j) + "\n"));
            }
            answer.chunk(lines.toString());
          }
        };
    try (HostileGit server =
        version.equals("version 0") ? HostileGit.start(endless) : HostileGit.version2(endless)) {
      assertThatThrownBy(() -> read(server))
          .hasMessageContaining("the server's answer is larger than 16 MiB, packs aside");
    }
  }

  @Test
  void keepsNoMoreReferencesThanItCan() throws IOException {
    Behaviour many =
        (_, _, answer) -> {
          answer.stream("application/x-git-upload-pack-result");
          for (int i = 0; i < 200; i++) {
            StringBuilder lines = new StringBuilder();
            for (int j = 0; j < 1000; j++) {
              lines.append(packet(ID + " refs/heads/main" + (i * 1000 + j) + "\n"));
            }
            answer.chunk(lines.toString());
          }
        };
    try (HostileGit server = HostileGit.version2(many)) {
      assertThatThrownBy(() -> read(server))
          .hasMessageContaining("the server lists more than 100,000 references");
    }
  }

  @Test
  void makesNoRoomForMoreObjectsThanItTakes() throws IOException {
    String pack = packet("packfile\n") + packet("\1PACK\0\0\0\2\177\377\377\377") + "0000";
    try (HostileGit server = HostileGit.fetched((_, _, answer) -> answer.result(pack))) {
      assertThatThrownBy(() -> read(server))
          .hasMessageContaining("the server sends 2147483647 objects, and more than 4000000");
    }
  }

  @Test
  void keepsNothingOfTheProgressThatAServerTells() throws IOException {
    try (HostileGit server =
        HostileGit.fetched((_, _, answer) -> {
          answer.stream("application/x-git-upload-pack-result");
          answer.chunk(packet("packfile\n"));
          for (int i = 0; i < 1_000; i++) {
            answer.chunk(packet("\2" + "x".repeat(60_000)));
          }
          answer.chunk(packet("\3that was all") + "0000");
          answer.chunk("");
        })) {
      assertThatThrownBy(() -> read(server)).hasMessageContaining("that was all");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]"})
  void followsNoRedirectToWhereCloudsHandOutLogins(String host) throws IOException {
    String location = "http://%s/latest/info/refs?service=git-upload-pack".formatted(host);
    try (HostileGit server =
            HostileGit.start(
                (_, _, answer) -> answer.status("302 Found", "Location: " + location, ""));
        Connections connections =
            new Connections(EnvironmentProxies.none(), AddressRule.parse("link-local"));
        GitMirrors kept = Fixture.mirrors(directory.resolve("other"), connections)) {
      GitMirror mirror = kept.mirror(Fixture.remote(server.url()), Fixture.HOLDER);

      assertThatThrownBy(() -> mirror.head(MAIN))
          .hasMessageContaining("are refused, because --denied-addresses names link-local");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/octet-stream", ADVERTISEMENT + "s"})
  void refusesAServerThatHandsOutFilesOnly(String type) throws IOException {
    try (HostileGit server =
        HostileGit.start((_, _, answer) -> answer.send(type, ID + "\trefs/heads/main\n"))) {
      assertThatThrownBy(() -> read(server))
          .hasMessageContaining("the server speaks no smart HTTP protocol");
      assertThat(server.requests()).allMatch(request -> request.contains("/info/refs?service="));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s", "/x", "-of-files", "; charset=utf-8"})
  void fetchesNoFilesOfAServerThatListedReferences(String more) throws IOException {
    AtomicInteger lists = new AtomicInteger();
    Behaviour other =
        (path, body, answer) -> {
          if (path.contains("/info/refs") && lists.incrementAndGet() == 1) {
            advertise(answer, packet(ID + " refs/heads/main\0" + CAPABILITIES) + "0000");
          } else {
            answer.send(ADVERTISEMENT + more, ID + "\trefs/heads/main\n");
          }
        };
    try (HostileGit server = HostileGit.start(other)) {
      assertThatThrownBy(() -> read(server)).isInstanceOf(GitException.class);
      assertThat(lists).hasValueGreaterThan(1);
      assertThat(server.requests()).allMatch(request -> request.contains("/info/refs?service="));
    }
  }

  @Test
  void fetchesFromAServerWhoseTypesHaveParameters() throws IOException {
    Behaviour charset =
        (_, _, answer) ->
            answer.send(
                ADVERTISEMENT + "; charset=utf-8",
                SERVICE
                    + packet(ID + " refs/heads/main\0multi_ack_detailed " + CAPABILITIES)
                    + "0000");
    try (HostileGit server = HostileGit.start(charset)) {
      assertThatThrownBy(() -> read(server)).isInstanceOf(GitException.class);
      assertThat(server.requests()).contains("POST /a.git/git-upload-pack");
    }
  }
}
