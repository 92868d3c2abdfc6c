package dev.freshet.testkit.registry;

import dev.freshet.testkit.port.Ports;
import dev.freshet.testkit.tls.SelfSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's {@code docker-registry} on a free port of loopback, with its images in a temporary
 * folder. Images pushed to it are real manifests with a tiny configuration and no layer.
 */
public final class DockerRegistry implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String CONFIG =
      "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";

  private final Path folder;
  private final Process process;
  private final URI base;
  private final HttpClient http;
  private final Optional<String> authorization;

  private DockerRegistry(Options options, int port) throws IOException {
    this.folder = Files.createTempDirectory("docker-registry");
    this.authorization =
        options.login().map(account -> TokenRealm.basic(account.user(), account.password()));
    String scheme = options.certificate().isPresent() ? "https" : "http";
    this.base = URI.create(scheme + "://127.0.0.1:" + port + "/v2/");
    var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    options
        .certificate()
        .ifPresent(certificate -> client.sslContext(certificate.trustingContext()));
    this.http = client.build();
    Path config = folder.resolve("config.yml");
    Files.writeString(config, configuration(options, port));
    this.process =
        new ProcessBuilder("docker-registry", "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
  }

  /** What the registry asks of its clients; nothing unless told. */
  public record Options(Optional<SelfSigned> certificate, Optional<Login> login) {
    public static final Options OPEN = new Options(Optional.empty(), Optional.empty());

    /** A user and password that every request must show. */
    public record Login(String user, String password) {}

    public Options secured(SelfSigned by) {
      return new Options(Optional.of(by), login);
    }

    public Options askingFor(String user, String password) {
      return new Options(certificate, Optional.of(new Login(user, password)));
    }
  }

  /** Whether the program is on this machine. */
  public static boolean isInstalled() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, "docker-registry")));
  }

  public static DockerRegistry start(Options options) {
    try {
      var registry = new DockerRegistry(options, Ports.free());
      registry.awaitReady();
      return registry;
    } catch (IOException cause) {
      throw new UncheckedIOException("start docker-registry", cause);
    }
  }

  public String host() {
    return base.getAuthority();
  }

  public String image(String repository) {
    return host() + "/" + repository;
  }

  /** Pushes an OCI image under the tag and returns its digest. */
  public String push(String repository, String tag) {
    String config = CONFIG.replace("amd64", "amd64-" + tag);
    String configDigest = pushBlob(repository, config);
    String manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
        "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},\
        "layers":[]}\
        """
            .formatted(configDigest, config.length());
    return putManifest(repository, tag, "application/vnd.oci.image.manifest.v1+json", manifest);
  }

  /** Pushes an image in Docker's own format under the tag and returns its digest. */
  public String pushDockerFormat(String repository, String tag) {
    String configDigest = pushBlob(repository, CONFIG);
    String manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",\
        "config":{"mediaType":"application/vnd.docker.container.image.v1+json","digest":"%s",\
        "size":%d},"layers":[]}\
        """
            .formatted(configDigest, CONFIG.length());
    return putManifest(
        repository, tag, "application/vnd.docker.distribution.manifest.v2+json", manifest);
  }

  /** Pushes an index of one image under the tag and returns the digest of the index. */
  public String pushIndex(String repository, String tag) {
    String image = push(repository, tag + "-amd64");
    String index =
        """
        {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":\
        "application/vnd.oci.image.manifest.v1+json","digest":"%s","size":%d,\
        "platform":{"architecture":"amd64","os":"linux"}}]}\
        """
            .formatted(ServedRepository.INDEX_TYPE, image, manifestSize(repository, image));
    return putManifest(repository, tag, ServedRepository.INDEX_TYPE, index);
  }

  public void deleteManifest(String repository, String digest) {
    expect(202, request(repository + "/manifests/" + digest).DELETE());
  }

  private int manifestSize(String repository, String digest) {
    return expect(
            200,
            request(repository + "/manifests/" + digest)
                .header("Accept", "application/vnd.oci.image.manifest.v1+json"))
        .body()
        .getBytes(StandardCharsets.UTF_8)
        .length;
  }

  private String pushBlob(String repository, String content) {
    String digest = ServedRepository.digest(content.getBytes(StandardCharsets.UTF_8));
    var started =
        expect(202, request(repository + "/blobs/uploads/").POST(BodyPublishers.noBody()));
    String location = started.headers().firstValue("Location").orElseThrow();
    String glue = location.contains("?") ? "&" : "?";
    expect(
        201,
        authorized(HttpRequest.newBuilder(base.resolve(location + glue + "digest=" + digest)))
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofString(content)));
    return digest;
  }

  private String putManifest(String repository, String tag, String type, String manifest) {
    expect(
        201,
        request(repository + "/manifests/" + tag)
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofString(manifest)));
    return ServedRepository.digest(manifest.getBytes(StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder request(String path) {
    return authorized(HttpRequest.newBuilder(base.resolve(path)));
  }

  private HttpRequest.Builder authorized(HttpRequest.Builder builder) {
    authorization.ifPresent(header -> builder.header("Authorization", header));
    return builder.timeout(PATIENCE);
  }

  private HttpResponse<String> expect(int status, HttpRequest.Builder builder) {
    try {
      HttpResponse<String> response = http.send(builder.build(), BodyHandlers.ofString());
      if (response.statusCode() != status) {
        throw new IllegalStateException(
            "docker-registry answered %d to %s: %s"
                .formatted(response.statusCode(), response.request(), response.body()));
      }
      return response;
    } catch (IOException cause) {
      throw new UncheckedIOException("talk to docker-registry", cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while talking to docker-registry", cause);
    }
  }

  private String configuration(Options options, int port) throws IOException {
    var config = new StringBuilder();
    config.append("version: 0.1\nlog: {level: warn}\nstorage:\n  delete: {enabled: true}\n");
    config.append("  filesystem: {rootdirectory: ").append(folder.resolve("images")).append("}\n");
    config.append("http:\n  addr: 127.0.0.1:").append(port).append('\n');
    if (options.certificate().isPresent()) {
      Path certificate = folder.resolve("server.crt");
      Path key = folder.resolve("server.key");
      Files.writeString(certificate, options.certificate().get().certificatePem());
      Files.writeString(key, options.certificate().get().keyPem());
      config.append("  tls: {certificate: ").append(certificate);
      config.append(", key: ").append(key).append("}\n");
    }
    if (options.login().isPresent()) {
      Path passwords = folder.resolve("htpasswd");
      Files.writeString(passwords, htpasswd(options.login().get()));
      config.append("auth:\n  htpasswd: {realm: test, path: ").append(passwords).append("}\n");
    }
    return config.toString();
  }

  /** The registry reads bcrypt only, which the JDK does not have. */
  private static String htpasswd(Options.Login account) throws IOException {
    var tool =
        new ProcessBuilder("htpasswd", "-nbB", account.user(), account.password())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip() + "\n";
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      if (answers()) {
        return;
      }
    }
    String log = Files.readString(folder.resolve("log"));
    close();
    throw new IllegalStateException("docker-registry did not start: " + log);
  }

  private boolean answers() {
    try {
      boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
      return !ended && http.send(request("").build(), BodyHandlers.discarding()).statusCode() > 0;
    } catch (IOException _) {
      return false; // not listening yet
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while docker-registry started", cause);
    }
  }

  @Override
  public void close() {
    http.shutdownNow(); // an idle TLS connection would be waited for
    http.close();
    process.destroyForcibly(); // asked politely it waits for its connections to end
    process.onExit().join();
    try {
      deleteFolder();
    } catch (IOException cause) {
      throw new UncheckedIOException("clean up after docker-registry", cause);
    }
  }

  private void deleteFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
