package dev.freshet.engine.git.http;

import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.git.access.GitCredentials;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.http.RemoteMemory.Protocol;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.http.HttpAccess;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.concurrent.ScheduledExecutorService;

/** A remote, its credentials at hand, and what is remembered of it. */
public final class RemoteEndpoint {
  private final GitRemote remote;
  private final Connections connections;
  private final RemoteMemory memory;
  private final HttpOrigin origin;
  private final HttpAccess access;
  private final String namespace;

  /**
   * @param namespace on whose behalf the remote is asked
   */
  public RemoteEndpoint(
      GitRemote remote, Connections connections, RemoteMemory memory, String namespace) {
    this.remote = remote;
    this.namespace = namespace;
    this.connections = connections;
    this.memory = memory;
    this.origin = HttpOrigin.of(url(remote.url()));
    this.access =
        new HttpAccess(accessFingerprint(remote), remote.access().tls(), remote.access().proxy());
  }

  /** Of all that decides who asks whom, and on which way: connections are shared by it. */
  static Fingerprint accessFingerprint(GitRemote remote) {
    HttpOrigin server = HttpOrigin.of(url(remote.url()));
    return Fingerprint.of(remote.access().fingerprint().hex(), server.toString());
  }

  public GitRemote remote() {
    return remote;
  }

  /** What the server is shown, and its words must not repeat. */
  public GitCredentials credentials() {
    return remote.access().credentials();
  }

  HttpOrigin origin() {
    return origin;
  }

  String namespace() {
    return namespace;
  }

  Connections.Lease lease() {
    return connections.lease(access);
  }

  ScheduledExecutorService watchdog() {
    return connections.watchdog();
  }

  Protocol protocol() {
    return memory.protocol();
  }

  /** Where the repository is, which another place was found to be when it answered. */
  public String address() {
    return memory.address();
  }

  /** Whether a redirect that worked is remembered. */
  boolean isMoved() {
    return !address().equals(memory.original());
  }

  /** Remembers where and how the repository answered. */
  void answered(String address, Protocol protocol) {
    memory.movedTo(address);
    memory.speaks(protocol);
  }

  /** What was remembered has not worked; false when nothing was. */
  boolean forget() {
    boolean known = protocol() != Protocol.UNKNOWN || isMoved();
    memory.movedTo(memory.original());
    memory.speaks(Protocol.UNKNOWN);
    return known;
  }

  static URL url(String text) {
    try {
      return URI.create(text).toURL();
    } catch (IOException cause) {
      throw new IllegalArgumentException(cause);
    }
  }
}
