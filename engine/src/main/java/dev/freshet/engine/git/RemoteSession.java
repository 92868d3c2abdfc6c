package dev.freshet.engine.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/** A bounded time with a repository on its server: what can be asked of it and done to it. */
final class RemoteSession {
  /** How much history a fetch brings. */
  enum Depth {
    /** The commit and its tree; what changed against the commits that are here already. */
    COMMIT_ONLY,
    WITH_HISTORY
  }

  /** One reference to move from what it is expected to be to a commit. */
  record RefPush(String ref, ObjectId expected, ObjectId commit) {}

  private final RemoteEndpoint endpoint;
  private final RemoteConnections connections;

  RemoteSession(RemoteEndpoint endpoint, Deadline deadline) {
    this.endpoint = endpoint;
    this.connections = new RemoteConnections(endpoint, deadline);
  }

  String describe(Throwable failure) {
    return RemoteFailure.of(failure, connections);
  }

  RefListing list(Collection<String> prefixes) throws IOException {
    return new RemoteRefs(endpoint, connections).list(prefixes);
  }

  void fetch(MirrorStore store, String refName, ObjectId commit, Depth depth) throws IOException {
    try (TransportHttp transport = open(store.repository())) {
      if (depth == Depth.COMMIT_ONLY) {
        transport.setDepth(1);
      }
      Ref wanted = new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, refName, commit);
      try (FetchConnection connection =
          transport.openFetch(List.of(new RefSpec(refName)))) {
        connection.fetch(connections.deadline(), List.of(wanted), store.heads());
        for (PackLock lock : connection.getPackLocks()) {
          lock.unlock();
        }
      }
    }
  }

  /** Moves the references all together or, with a server that cannot, one after the other. */
  PushReport push(MirrorStore store, List<RefPush> pushes, Map<String, String> options)
      throws IOException {
    try (TransportHttp transport = open(store.repository())) {
      if (!options.isEmpty()) {
        transport.setPushOptions(
            options.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(option -> option.getKey() + "=" + option.getValue())
                .toList());
      }
      List<RemoteRefUpdate> updates = new ArrayList<>();
      for (RefPush push : pushes) {
        updates.add(
            new RemoteRefUpdate(
                store.repository(),
                push.commit().name(),
                push.commit(),
                push.ref(),
                false,
                null,
                push.expected()));
      }
      PushResult result = transport.push(connections.deadline(), updates);
      return PushReport.of(result);
    }
  }

  private TransportHttp open(Repository repository) throws IOException {
    try {
      TransportHttp transport =
          (TransportHttp) Transport.open(repository, new URIish(endpoint.address()));
      transport.setHttpConnectionFactory(connections);
      return transport;
    } catch (URISyntaxException cause) {
      throw new IOException(cause);
    }
  }
}
