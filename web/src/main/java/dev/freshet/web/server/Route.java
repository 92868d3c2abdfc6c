package dev.freshet.web.server;

import java.util.Set;
import java.util.function.Function;

/**
 * A path and who answers there.
 *
 * @param path itself alone or, when it ends with a slash, with all below it
 * @param mostBytes how long the body of a request may be; with 0 no body is read. As many may be in
 *     memory at a time as there are connections
 * @param answer called on a thread of the server's, of which there are few
 */
public record Route(
    String path, Set<String> methods, int mostBytes, Function<WebRequest, WebResponse> answer) {
  public Route {
    methods = Set.copyOf(methods);
  }

  /** Answers GET, and HEAD with what GET would say of itself. */
  public static Route get(String path, Function<WebRequest, WebResponse> answer) {
    return new Route(path, Set.of("GET", "HEAD"), 0, answer);
  }

  boolean covers(String asked) {
    return asked.equals(path) || (path.endsWith("/") && (asked + "/").startsWith(path));
  }
}
