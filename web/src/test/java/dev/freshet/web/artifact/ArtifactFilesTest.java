package dev.freshet.web.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.web.server.Client;
import dev.freshet.web.server.HttpServer;
import dev.freshet.web.server.ListenAddress;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of the artifact store gets; what it must not get is in ArtifactSecrecyTest. */
class ArtifactFilesTest {
  private static final String ARTIFACT = "/gitrepository/flux-system/podinfo/0a1b2c.tar.gz";
  private static final String MODIFIED = "Thu, 01 Jan 2026 10:00:00 GMT";

  @TempDir Path root;
  private HttpServer server;
  private Client client;

  @BeforeEach
  void serve() throws IOException {
    Path file = root.resolve(ARTIFACT.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "0123456789");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T10:00:00.700Z")));
    server =
        HttpServer.open(
            ListenAddress.parse("127.0.0.1:0"), List.of(new ArtifactFiles(root).route()));
    client = new Client(server.port());
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void sendsAnArtifactAsWhatItIs() {
    HttpResponse<String> answer = client.get(ARTIFACT);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("0123456789");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/gzip");
    assertThat(answer.headers().firstValue("Content-Length")).contains("10");
    assertThat(answer.headers().firstValue("Last-Modified")).contains(MODIFIED);
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void tellsOfAnArtifactWithoutSendingIt() {
    HttpResponse<String> answer = client.send("HEAD", ARTIFACT);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Content-Length")).contains("10");
    assertThat(answer.headers().firstValue("Last-Modified")).contains(MODIFIED);
  }

  @Test
  void sendsAnEmptyFile() throws IOException {
    Files.createFile(root.resolve("empty.tar.gz"));

    HttpResponse<String> answer = client.get("/empty.tar.gz");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Length")).contains("0");
  }

  @ParameterizedTest
  @CsvSource({
    "'Thu, 01 Jan 2026 10:00:00 GMT', 304",
    "'Thu, 01 Jan 2026 10:00:01 GMT', 304",
    "'Thu, 01 Jan 2026 09:59:59 GMT', 200",
    "'yesterday', 200",
  })
  void sendsOnlyWhatHasChanged(String since, int status) {
    HttpResponse<String> answer = client.get(ARTIFACT, "If-Modified-Since", since);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(status == 304 ? "" : "0123456789");
    assertThat(answer.headers().firstValue("Last-Modified")).contains(MODIFIED);
    assertThat(answer.headers().firstValue("Content-Length")).contains("10");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=2-4, 234, bytes 2-4/10",
    "bytes=7-, 789, bytes 7-9/10",
    "bytes=-3, 789, bytes 7-9/10",
    "bytes=8-100, 89, bytes 8-9/10",
  })
  void sendsAPart(String range, String part, String sent) {
    HttpResponse<String> answer = client.get(ARTIFACT, "Range", range);

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(part);
    assertThat(answer.headers().firstValue("Content-Range")).contains(sent);
  }

  @Test
  void refusesAPartBeyondTheEnd() {
    HttpResponse<String> answer = client.get(ARTIFACT, "Range", "bytes=10-");

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */10");
  }

  @Test
  void sendsTheWholeWhereOnePartWouldNotDo() {
    assertThat(client.get(ARTIFACT, "Range", "bytes=0-1,4-5").body()).isEqualTo("0123456789");
    assertThat(client.get(ARTIFACT, "Range", "bytes=0-1", "If-Range", MODIFIED).body())
        .isEqualTo("0123456789");
  }

  @Test
  void sendsWhatASourceOfAnyNameHas() throws IOException {
    Files.writeString(Files.createDirectory(root.resolve("yarn.lock")).resolve("a.tar.gz"), "here");

    assertThat(client.get("/yarn.lock/a.tar.gz").body()).isEqualTo("here");
    assertThat(client.get("/").body()).contains("\"yarn.lock/\"");
  }

  @Test
  void listsFoldersAsLinks() throws IOException {
    Files.createDirectory(root.resolve("a & b"));
    Files.createFile(root.resolve("<script>.tar.gz"));

    HttpResponse<String> answer = client.get("/");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(answer.body())
        .contains(
            """
            <a href="%3Cscript%3E.tar.gz">&lt;script&gt;.tar.gz</a>
            <a href="a%20%26%20b/">a &amp; b/</a>
            <a href="gitrepository/">gitrepository/</a>
            """);
  }

  @Test
  void followsItsOwnLinks() throws IOException {
    Files.writeString(Files.createDirectory(root.resolve("50 a+b")).resolve("ü?.tar.gz"), "here");

    assertThat(client.get("/").body()).contains("\"50%20a%2Bb/\"");
    assertThat(client.get("/50%20a%2Bb/").body()).contains("\"%C3%BC%3F.tar.gz\"");
    assertThat(client.get("/50%20a%2Bb/%C3%BC%3F.tar.gz").body()).isEqualTo("here");
  }

  @Test
  void answersTheProbeOfAnEmptyStore() throws IOException {
    Path empty = Files.createDirectory(root.resolve("empty"));
    try (var other =
            HttpServer.open(
                ListenAddress.parse("127.0.0.1:0"), List.of(new ArtifactFiles(empty).route()));
        var probe = new Client(other.port())) {
      assertThat(probe.get("/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void leadsToTheFolderWithItsSlash() {
    HttpResponse<String> answer = client.get("/gitrepository/flux-system");

    assertThat(answer.statusCode()).isEqualTo(301);
    assertThat(answer.headers().firstValue("Location")).contains("/gitrepository/flux-system/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/missing.tar.gz", "/missing/", ARTIFACT + "/", ARTIFACT + "/more"})
  void findsNothingWhereNothingIs(String path) {
    assertThat(client.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void sendsAFileThatIsReplacedMeanwhileAsItWas() throws IOException {
    Path file = root.resolve("large.tar.gz");
    byte[] old = "old!".repeat(1 << 20).getBytes(UTF_8); // more than the sockets hold
    Files.write(file, old);
    HttpResponse<java.io.InputStream> answer =
        client.send("GET", "/large.tar.gz", BodyHandlers.ofInputStream());

    Path next = Files.writeString(root.resolve("next"), "new");
    Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    try (var body = answer.body()) {
      assertThat(body.readAllBytes()).isEqualTo(old);
    }
  }
}
