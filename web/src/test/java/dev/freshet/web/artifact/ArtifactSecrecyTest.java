package dev.freshet.web.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.web.server.HttpServer;
import dev.freshet.web.server.ListenAddress;
import dev.freshet.web.server.Raw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That nothing outside the folder, and nothing hidden in it, is ever sent. */
class ArtifactSecrecyTest {
  private static final String SECRET = "the-token-of-the-service-account";

  @TempDir Path around;
  private Path root;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    Files.writeString(around.resolve("secret"), SECRET);
    root = Files.createDirectory(around.resolve("storage"));
    Files.writeString(Files.createDirectory(root.resolve("inner")).resolve("public"), "public");
    server =
        HttpServer.open(
            ListenAddress.parse("127.0.0.1:0"), List.of(new ArtifactFiles(root).route()));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret",
        "/inner/../../secret",
        "/./../secret",
        "/..;/secret",
        "/..;x=y/secret",
        "/%2e%2e/secret",
        "/%2E%2E%2Fsecret",
        "/..%2fsecret",
        "/..%5csecret",
        "/..\\secret",
        "/%252e%252e/secret",
        "/%u002e%u002e/secret",
        "/%c0%ae%c0%ae/secret",
        "/%ef%bc%8e%ef%bc%8e/secret",
        "//../secret",
        "///../../secret",
        "/inner/..%00/secret",
        "/secret%00.tar.gz",
        "/.../secret",
        "../secret",
        "http://localhost/../secret",
        "/inner/public/../../../secret",
      })
  void noWayLeadsOut(String target) {
    String answer = Raw.get(server.port(), target);

    assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain(SECRET);
  }

  @Test
  void dotsThatStayInsideAreHarmless() {
    assertThat(Raw.get(server.port(), "/inner/../inner/public")).endsWith("public");
  }

  @Test
  void absolutePathsAreNamesBelowTheFolder() {
    assertThat(Raw.get(server.port(), around.resolve("secret").toString()))
        .startsWith("HTTP/1.1 404")
        .doesNotContain(SECRET);
    assertThat(Raw.get(server.port(), "//" + around.resolve("secret"))).doesNotContain(SECRET);
  }

  @Test
  void linksAreNotFollowedAndNotListed() throws IOException {
    Files.createSymbolicLink(root.resolve("file-link"), around.resolve("secret"));
    Files.createSymbolicLink(root.resolve("folder-link"), around);
    Files.createSymbolicLink(root.resolve("inner-link"), root.resolve("inner"));

    for (String target :
        new String[] {"/file-link", "/folder-link/", "/folder-link/secret", "/inner-link/public"}) {
      assertThat(Raw.get(server.port(), target)).startsWith("HTTP/1.1 404");
    }
    assertThat(Raw.get(server.port(), "/")).doesNotContain("link");
  }

  @ParameterizedTest
  @ValueSource(strings = {".0a1b.tar.gz.17-3.tmp", "0a1b.tar.gz.lock", ".lock", ".git"})
  void temporariesLocksAndHiddenFilesAreNotThere(String name) throws IOException {
    Files.writeString(root.resolve(name), SECRET);

    assertThat(Raw.get(server.port(), "/" + name))
        .startsWith("HTTP/1.1 404")
        .doesNotContain(SECRET);
    assertThat(Raw.get(server.port(), "/")).doesNotContain(name);
  }

  @Test
  void whatIsBelowAHiddenFolderIsHiddenToo() throws IOException {
    Files.writeString(Files.createDirectory(root.resolve(".git")).resolve("config"), SECRET);

    assertThat(Raw.get(server.port(), "/.git/config")).startsWith("HTTP/1.1 404");
  }

  @Test
  void namesThatAreTooLongAreNotThere() {
    assertThat(Raw.get(server.port(), "/" + "x".repeat(4000))).startsWith("HTTP/1.1 404");
  }

  @Test
  void theFolderItselfMayBeALink() throws IOException {
    Path link = Files.createSymbolicLink(around.resolve("volume"), root);
    try (var other =
        HttpServer.open(
            ListenAddress.parse("127.0.0.1:0"), List.of(new ArtifactFiles(link).route()))) {
      assertThat(Raw.get(other.port(), "/inner/public")).endsWith("public");
    }
  }
}
