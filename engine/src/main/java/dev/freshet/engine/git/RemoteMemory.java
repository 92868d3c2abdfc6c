package dev.freshet.engine.git;

import dev.freshet.engine.proxy.EnvironmentProxies;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocketFactory;

/**
 * What is kept of a remote between runs: the local copy, where and how it answers, who waits to
 * push. Not its credentials, nor the key of its client certificate.
 */
final class RemoteMemory {
  /** Which protocol the server answers listings with. */
  enum Protocol {
    UNKNOWN,
    VERSION_0,
    VERSION_2
  }

  private final MirrorStore store;
  private final Optional<SSLSocketFactory> sockets;
  private final ProxyLogin proxyLogin;
  private final Map<String, PushQueue> queues = new ConcurrentHashMap<>();

  /** Commits named by their ids that were here, and on their branches. */
  private final Set<Revision> proven = ConcurrentHashMap.newKeySet();

  private volatile String address;
  private volatile Protocol protocol = Protocol.UNKNOWN;
  private volatile Instant lastUsed;

  RemoteMemory(GitRemote remote, EnvironmentProxies environment, MirrorStore store, Instant now) {
    this.store = store;
    this.lastUsed = now;
    this.address =
        remote.url().endsWith("/")
            ? remote.url().substring(0, remote.url().length() - 1)
            : remote.url();
    // One factory for all connections: the JDK keeps connections alive per factory.
    this.sockets =
        remote.access().tls().clientCertificate().isPresent()
            ? Optional.empty()
            : remote.access().sockets();
    // The JDK remembers, for good, what each Authenticator answered: one for all runs.
    this.proxyLogin = new ProxyLogin(new ProxyRoute(remote.access().proxy(), environment));
  }

  MirrorStore store() {
    return store;
  }

  /** Present where they are of a trust of the remote's own, without a client certificate. */
  Optional<SSLSocketFactory> sockets() {
    return sockets;
  }

  ProxyLogin proxyLogin() {
    return proxyLogin;
  }

  PushQueue queue(String branch) {
    return queues.computeIfAbsent(branch, PushQueue::new);
  }

  boolean isProven(Revision revision) {
    return proven.contains(revision);
  }

  void proven(Revision revision) {
    proven.add(revision);
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

  Instant lastUsed() {
    return lastUsed;
  }

  void used(Instant now) {
    lastUsed = now;
  }
}
