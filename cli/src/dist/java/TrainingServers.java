import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A registry of one image, to which each scan finds a tag added, and a Git repository that deploys
 * it: so that the training scans, commits and pushes for real.
 */
final class TrainingServers implements AutoCloseable {
  private static final String MANIFEST =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: podinfo
      spec:
        template:
          spec:
            containers:
              - name: podinfod
                image: 127.0.0.1:%d/stefanprodan/podinfo:5.0.0 # {"$imagepolicy": "flux-system:podinfo"}
      """;

  private final Path root;
  private final HttpServer server;
  private final AtomicInteger scans = new AtomicInteger();

  TrainingServers(Path root) throws IOException {
    this.root = root;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, 404, "{}"));
    server.createContext("/v2/", exchange -> answer(exchange, 200, "{}"));
    server.createContext("/v2/stefanprodan/podinfo/tags/list", this::tags);
    server.createContext("/fleet.git/", this::git);
  }

  int start() throws IOException, InterruptedException {
    server.start();
    int port = server.getAddress().getPort();
    Path work = Files.createDirectories(root.resolve("work"));
    Files.writeString(work.resolve("podinfo.yaml"), MANIFEST.formatted(port));
    git(work, "init", "-q", "-b", "main");
    git(work, "add", ".");
    git(work, "-c", "user.name=r", "-c", "user.email=r@example.com", "commit", "-q", "-m", "start");
    git(root, "clone", "-q", "--bare", "work", "fleet.git");
    git(root.resolve("fleet.git"), "config", "http.receivepack", "true");
    return port;
  }

  /** Two pages, so that following a link is trained too. */
  private void tags(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getQuery().contains("last=")) {
      answer(exchange, 200, "{\"tags\":[\"5.1.0\",\"latest\"]}");
      return;
    }
    exchange
        .getResponseHeaders()
        .set("Link", "</v2/stefanprodan/podinfo/tags/list?n=2&last=5.0>; rel=\"next\"");
    answer(
        exchange, 200, "{\"tags\":[\"5.0.0\",\"5.0.%d\"]}".formatted(2 + scans.incrementAndGet()));
  }

  private static void git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .putAll(Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null"));
    if (builder.inheritIO().start().waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  /** One request, answered by {@code git http-backend}. */
  private void git(HttpExchange exchange) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    Map<String, String> environment = builder.environment();
    environment.put("GIT_PROJECT_ROOT", root.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    environment.put(
        "QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
    pass(exchange, "Content-Type", environment, "CONTENT_TYPE");
    pass(exchange, "Content-Encoding", environment, "HTTP_CONTENT_ENCODING");
    pass(exchange, "Git-Protocol", environment, "GIT_PROTOCOL");
    Process process = builder.start();
    try (OutputStream input = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(input);
    } catch (IOException _) {
      // The backend has read all it wants.
    }
    byte[] output = process.getInputStream().readAllBytes();
    int body = new String(output, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
    int status = 200;
    for (String header :
        new String(output, 0, body, StandardCharsets.ISO_8859_1).strip().lines().toList()) {
      String[] parts = header.split(": ", 2);
      if (parts[0].equals("Status")) {
        status = Integer.parseInt(parts[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(parts[0], parts[1]);
      }
    }
    int length = output.length - body;
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    try (OutputStream content = exchange.getResponseBody()) {
      content.write(output, body, length);
    }
  }

  private static void pass(
      HttpExchange exchange, String header, Map<String, String> environment, String variable) {
    Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
        .ifPresent(value -> environment.put(variable, value));
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    try (InputStream request = exchange.getRequestBody()) {
      request.readAllBytes();
    }
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream content = exchange.getResponseBody()) {
      content.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
