package dev.freshet.testkit.hostile;

import dev.freshet.testkit.hostile.RawServer.Output;
import dev.freshet.testkit.hostile.RawServer.Request;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A tenant's own HTTP proxy, which answers itself in place of the registry it is asked to reach,
 * and writes down the tokens that are shown to it.
 */
public final class HostileProxy implements AutoCloseable {
  private static final String JSON = "Content-Type: application/json";

  /** What it does with a request for tags. */
  private interface Conduct {
    void answer(Request request, Output out) throws IOException, InterruptedException;
  }

  private final RawServer server;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();

  private HostileProxy(Conduct conduct) {
    server =
        new RawServer((request, out) -> {
          if (request.method().equals("CONNECT")) { // whether the registry speaks TLS
            out.answer(501, List.of(), "");
            return;
          }
          request.header("authorization").ifPresent(authorizations::add);
          paths.add(request.path());
          conduct.answer(request, out);
        });
  }

  /** Is a registry, but never lists anything. */
  public static HostileProxy holding() {
    return new HostileProxy((request, out) -> {
      if (request.path().endsWith("/v2/")) {
        out.answer(200, List.of(JSON), "{}");
      } else {
        new CountDownLatch(1).await();
      }
    });
  }

  /** Asks everybody to wait for an hour. */
  public static HostileProxy askingToWait() {
    return new HostileProxy((request, out) -> {
      if (request.path().endsWith("/v2/")) {
        out.answer(200, List.of(JSON), "{}");
      } else {
        out.answer(429, List.of("Retry-After: 3600"), "");
      }
    });
  }

  /** Hands out this token, and tags to whoever shows a token. */
  public static HostileProxy handingOut(String token) {
    return new HostileProxy((request, out) -> {
      if (request.path().contains("/token")) {
        out.answer(200, List.of(JSON), "{\"token\":\"%s\",\"expires_in\":3600}".formatted(token));
      } else if (request.header("authorization").isEmpty()) {
        out.answer(401, List.of(challenge(request)), "{}");
      } else if (request.path().endsWith("/v2/")) {
        out.answer(200, List.of(JSON), "{}");
      } else {
        out.answer(200, List.of(JSON), "{\"name\":\"private/app\",\"tags\":[\"1.0.0\"]}");
      }
    });
  }

  private static String challenge(Request request) {
    String base = request.path().substring(0, request.path().indexOf("/v2/"));
    return "WWW-Authenticate: Bearer realm=\"%s/token\",service=\"registry\"".formatted(base);
  }

  public String url() {
    return "http://" + server.host();
  }

  /** The Authorization headers of the requests so far. */
  public List<String> authorizations() {
    return authorizations;
  }

  /** What was asked for so far. */
  public List<String> paths() {
    return paths;
  }

  @Override
  public void close() {
    server.close();
  }
}
