package dev.freshet.engine.git;

import dev.freshet.engine.git.RemoteMemory.Protocol;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.proxy.ProxyAddress;
import java.io.IOException;
import java.net.Authenticator;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** A remote, its credentials at hand, and what is remembered of it. */
final class RemoteEndpoint {
  private final GitRemote remote;
  private final ProxyRoute route;
  private final RemoteMemory memory;
  private final HttpOrigin origin;
  private final Optional<SSLSocketFactory> sockets;

  RemoteEndpoint(GitRemote remote, Connections connections, RemoteMemory memory) {
    this.remote = remote;
    this.memory = memory;
    this.route = new ProxyRoute(remote.access().proxy(), connections.environment());
    this.origin = HttpOrigin.of(url(remote.url()));
    this.sockets = memory.sockets().or(() -> remote.access().sockets());
  }

  RemoteSession session() {
    return new RemoteSession(this, Deadline.after(remote.timeout()));
  }

  GitRemote remote() {
    return remote;
  }

  HttpOrigin origin() {
    return origin;
  }

  /** None where the JDK's own do. */
  Optional<SSLSocketFactory> sockets() {
    return sockets;
  }

  Optional<ProxyAddress> proxy(URL url) {
    return route.to(url);
  }

  Authenticator proxyLogin() {
    return memory.proxyLogin();
  }

  Protocol protocol() {
    return memory.protocol();
  }

  void speaks(Protocol learnt) {
    memory.speaks(learnt);
  }

  String address() {
    return memory.address();
  }

  void movedTo(String other) {
    memory.movedTo(other);
  }

  /** Where the answers to be had at the path are. */
  URL at(String path) {
    return url(address() + path);
  }

  private static URL url(String text) {
    try {
      return URI.create(text).toURL();
    } catch (IOException cause) {
      throw new IllegalArgumentException(cause);
    }
  }
}
