package dev.freshet.engine.git;

import dev.freshet.engine.proxy.EnvironmentProxies;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** What stays the same, or was learnt, between two sessions with one remote. */
final class RemoteEndpoint {
  /** Which protocol the server answers listings with. */
  enum Protocol {
    UNKNOWN,
    VERSION_0,
    VERSION_2
  }

  private final GitRemote remote;
  private final EnvironmentProxies environment;
  private final HttpOrigin origin;
  private final Optional<SSLSocketFactory> sockets;
  private final ProxyLogin proxyLogin;
  private volatile String address;
  private volatile Protocol protocol = Protocol.UNKNOWN;

  RemoteEndpoint(GitRemote remote, EnvironmentProxies environment) {
    this.remote = remote;
    this.environment = environment;
    this.address =
        remote.url().endsWith("/")
            ? remote.url().substring(0, remote.url().length() - 1)
            : remote.url();
    this.origin = HttpOrigin.of(url(""));
    this.proxyLogin = new ProxyLogin(this);
    // One factory for all connections: the JDK keeps connections alive per factory.
    this.sockets =
        Optional.of(remote.access().tls())
            .filter(tls -> !tls.equals(TlsMaterial.NONE))
            .map(tls -> tls.context().getSocketFactory());
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

  Optional<SSLSocketFactory> sockets() {
    return sockets;
  }

  /** The proxy to a URL: the remote's own for all, else the environment's for that server. */
  Optional<ProxyAddress> proxy(URL url) {
    HttpOrigin server = HttpOrigin.of(url);
    return remote
        .access()
        .proxy()
        .or(() ->
            environment.proxyFor(
                server.scheme(), server.host().toLowerCase(Locale.ROOT), server.port()));
  }

  ProxyLogin proxyLogin() {
    return proxyLogin;
  }

  Protocol protocol() {
    return protocol;
  }

  void speaks(Protocol learnt) {
    protocol = learnt;
  }

  /** Where the repository is, after the redirects of the first request. */
  String address() {
    return address;
  }

  void movedTo(String other) {
    address = other;
  }

  URL url(String suffix) {
    try {
      return URI.create(address + suffix).toURL();
    } catch (IOException cause) {
      throw new IllegalArgumentException(cause);
    }
  }
}
