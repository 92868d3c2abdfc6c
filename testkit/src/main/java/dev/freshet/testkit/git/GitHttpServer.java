package dev.freshet.testkit.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * {@code git http-backend} behind a loopback HTTP server: the protocol, the hooks and the refusals
 * are real Git's. Repositories live in the directory it is given.
 */
public final class GitHttpServer implements AutoCloseable {
  static {
    // Without it every small answer waits for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String scheme;
  private final GitCgi cgi;
  private final Path root;
  private final List<GitRequest> requests = new CopyOnWriteArrayList<>();
  private volatile Optional<String> authorization = Optional.empty();
  private volatile Consumer<GitRequest> beforeRequest = _ -> {};
  private volatile Function<GitRequest, Optional<Refusal>> refusals = _ -> Optional.empty();
  private volatile Consumer<String> authorizationListener = _ -> {};
  private final Set<GitCgi.Lack> lacks = ConcurrentHashMap.newKeySet();

  private GitHttpServer(HttpServer server, String scheme, Path root) {
    this.server = server;
    this.scheme = scheme;
    this.root = root;
    this.cgi = new GitCgi(root);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  public static GitHttpServer start(Path root) {
    try {
      return new GitHttpServer(HttpServer.create(loopback(), 0), "http", root);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Serves HTTPS as configured, with or without asking for a client certificate. */
  public static GitHttpServer startTls(Path root, HttpsConfigurator tls) {
    try {
      HttpsServer server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(tls);
      return new GitHttpServer(server, "https", root);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** From now on refuses requests that do not carry this user and password. */
  public GitHttpServer requireBasic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    authorization = Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    return this;
  }

  /** From now on refuses requests that do not carry this bearer token. */
  public GitHttpServer requireBearer(String token) {
    authorization = Optional.of("Bearer " + token);
    return this;
  }

  /** From now on ignores which protocol version clients ask for, as some servers do. */
  public GitHttpServer withoutProtocolVersions() {
    return without(GitCgi.Lack.PROTOCOL_VERSIONS);
  }

  /** From now on says that it cannot cut a history, as some servers cannot. */
  public GitHttpServer withoutShallow() {
    return without(GitCgi.Lack.SHALLOW);
  }

  /** From now on takes the content of a push as it comes, also where it is packed. */
  public GitHttpServer withoutUnpackedPushes() {
    return without(GitCgi.Lack.UNPACKED_PUSHES);
  }

  private GitHttpServer without(GitCgi.Lack lack) {
    lacks.add(lack);
    return this;
  }

  /**
   * From now on answers requests that the test is given with what it returns, if it returns one.
   */
  public GitHttpServer refusing(Function<GitRequest, Optional<Refusal>> refusals) {
    this.refusals = refusals;
    return this;
  }

  /** An answer other than Git's. */
  public record Refusal(int status, String contentType, String body) {}

  /** Is told the Authorization header of every request that has one. */
  public GitHttpServer onAuthorization(Consumer<String> listener) {
    authorizationListener = listener;
    return this;
  }

  /**
   * Runs before each request is served, on its thread: the place for a second writer that races.
   */
  public GitHttpServer beforeRequest(Consumer<GitRequest> action) {
    beforeRequest = action;
    return this;
  }

  /** Creates an empty bare repository. */
  public ServedRepository create(String name) {
    return create(name, "sha1");
  }

  /** Creates a bare repository with one commit, whose objects are named by SHA-256. */
  public ServedRepository createSha256(String name) {
    ServedRepository repository = create(name, "sha256");
    repository.commit("main", Map.of("a.yaml", "a: b"));
    return repository;
  }

  private ServedRepository create(String name, String format) {
    Path directory = root.resolve(name + ".git");
    GitCommand.run(
        root,
        new byte[0],
        List.of(
            "init",
            "-q",
            "--bare",
            "-b",
            "main",
            "--object-format=" + format,
            directory.toString()));
    ServedRepository repository = new ServedRepository(directory, url() + "/" + name + ".git");
    repository.git("config", "receive.advertisePushOptions", "true");
    repository.git("config", "http.receivepack", "true");
    return repository;
  }

  /** Creates a bare repository whose branch {@code main} holds these files. */
  public ServedRepository create(String name, Map<String, String> files) {
    ServedRepository repository = create(name);
    repository.commit("main", files);
    return repository;
  }

  public String url() {
    return scheme + "://127.0.0.1:" + port();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** What was asked since the start or since {@link #forgetRequests()}, in order of arrival. */
  public List<GitRequest> requests() {
    return List.copyOf(requests);
  }

  public long pushes() {
    return requests.stream().filter(GitRequest::isPush).count();
  }

  public void forgetRequests() {
    requests.clear();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      GitRequest request =
          new GitRequest(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
      requests.add(request);
      String sent =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
      if (!sent.isEmpty()) {
        authorizationListener.accept(sent);
      }
      if (authorization.isPresent() && !authorization.get().equals(sent)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      beforeRequest.accept(request);
      Optional<Refusal> refusal = refusals.apply(request);
      if (refusal.isPresent()) {
        refuse(exchange, refusal.get());
        return;
      }
      cgi.serve(exchange, request, lacks);
    }
  }

  private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
    byte[] body = refusal.body().getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("Content-Type", refusal.contentType());
    exchange.sendResponseHeaders(refusal.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Starts a server with a root of its own, for a test that needs nothing else from it. */
  public static GitHttpServer startIn(Path parent, String name) {
    try {
      return start(Files.createDirectories(parent.resolve(name)));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
