package dev.freshet.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Hands out bearer tokens, to everybody unless an account is added. It answers on the registry's
 * own port, or on another one when it was started with {@link #onAnotherPort}.
 */
public final class TokenRealm implements AutoCloseable {
  private final Set<String> passwords = ConcurrentHashMap.newKeySet();
  private final Set<String> identityTokens = ConcurrentHashMap.newKeySet();
  private final Map<String, String> scopesByToken = new ConcurrentHashMap<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger issued = new AtomicInteger();
  private final Optional<HttpServer> server;
  private volatile OptionalLong secondsValid = OptionalLong.empty();
  private volatile boolean knowsPost = true;
  private volatile String field = "token";
  private volatile Optional<String> further = Optional.empty();

  private TokenRealm(Optional<HttpServer> server) {
    this.server = server;
    server.ifPresent(own -> {
      own.createContext("/token", this::handle);
      own.start();
    });
  }

  public static TokenRealm onTheRegistry() {
    return new TokenRealm(Optional.empty());
  }

  public static TokenRealm onAnotherPort() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      return new TokenRealm(Optional.of(server));
    } catch (IOException cause) {
      throw new UncheckedIOException("start a token realm", cause);
    }
  }

  public TokenRealm accepting(String user, String password) {
    passwords.add(basic(user, password));
    return this;
  }

  public TokenRealm acceptingIdentityToken(String token) {
    identityTokens.add(token);
    return this;
  }

  /** Takes a token that was handed out elsewhere, for one repository. */
  public TokenRealm knowing(String token, String repository) {
    scopesByToken.put(token, scope(repository));
    return this;
  }

  private static String scope(String repository) {
    return "repository:" + repository + ":pull";
  }

  /** States this life in {@code expires_in}; tokens still work until {@link #expireAll}. */
  public TokenRealm withLife(long seconds) {
    secondsValid = OptionalLong.of(seconds);
    return this;
  }

  /** Answers 404 to the POST form, as realms do that only know GET. */
  public TokenRealm withoutPost() {
    knowsPost = false;
    return this;
  }

  /** Tokens are good for nothing without this scope, which the registry names when it refuses. */
  public TokenRealm wantingAlso(String scope) {
    further = Optional.of(scope);
    return this;
  }

  /** The JSON field that carries the token. */
  public TokenRealm answeringIn(String jsonField) {
    field = jsonField;
    return this;
  }

  public void expireAll() {
    scopesByToken.clear();
  }

  public List<Received> received() {
    return received;
  }

  static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  Optional<URI> ownUri() {
    return server.map(
        own -> URI.create("http://127.0.0.1:" + own.getAddress().getPort() + "/token"));
  }

  boolean allows(String authorization, String repository) {
    return authorization.startsWith("Bearer ")
        && further
            .map(scope -> scope(repository) + " " + scope)
            .orElse(scope(repository))
            .equals(scopesByToken.get(authorization.substring("Bearer ".length())));
  }

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Received request = Received.of(Place.TOKEN, exchange).withBody(form);
      received.add(request);
      if (request.method().equals("POST")) {
        answerPost(exchange, Replies.parameters(form));
      } else {
        answerGet(exchange, request);
      }
    }
  }

  private void answerPost(HttpExchange exchange, Map<String, String> form) throws IOException {
    if (!knowsPost) {
      Replies.send(exchange, 404, new byte[0]);
    } else if ("refresh_token".equals(form.get("grant_type"))
        && identityTokens.contains(form.getOrDefault("refresh_token", ""))) {
      issue(exchange, form.getOrDefault("scope", ""));
    } else {
      Replies.sendError(exchange, 401, "UNAUTHORIZED", "identity token refused");
    }
  }

  private void answerGet(HttpExchange exchange, Received request) throws IOException {
    boolean everybody = passwords.isEmpty() && identityTokens.isEmpty();
    if (!everybody && request.authorization().filter(passwords::contains).isEmpty()) {
      Replies.sendError(exchange, 401, "UNAUTHORIZED", "incorrect username or password");
      return;
    }
    String query = Optional.ofNullable(request.target().getRawQuery()).orElse("");
    issue(
        exchange,
        Arrays.stream(query.split("&"))
            .filter(parameter -> parameter.startsWith("scope="))
            .map(parameter -> Replies.parameters(parameter).getOrDefault("scope", ""))
            .collect(Collectors.joining(" ")));
  }

  Optional<String> further() {
    return further;
  }

  private void issue(HttpExchange exchange, String scope) throws IOException {
    String token = "token-" + issued.incrementAndGet();
    scopesByToken.put(token, scope);
    String life = secondsValid.isPresent() ? ",\"expires_in\":" + secondsValid.getAsLong() : "";
    Replies.sendJson(exchange, 200, "{\"%s\":\"%s\"%s}".formatted(field, token, life));
  }

  @Override
  public void close() {
    server.ifPresent(own -> own.stop(0));
  }
}
