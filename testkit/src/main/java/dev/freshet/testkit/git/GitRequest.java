package dev.freshet.testkit.git;

/** A request the server received: method, path and query, as sent. */
public record GitRequest(String method, String path, String query) {

  /** Whether this is the request that carries a push. */
  public boolean isPush() {
    return method.equals("POST") && path.endsWith("/git-receive-pack");
  }
}
