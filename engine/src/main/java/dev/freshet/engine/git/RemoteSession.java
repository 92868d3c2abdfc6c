package dev.freshet.engine.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.errors.TransportException;
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
  private enum Depth {
    COMMIT_ONLY,
    WITH_HISTORY
  }

  private enum Together {
    ONE_BY_ONE,
    ALL_OR_NOTHING
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

  /** Brings the commit and what of its tree is not here yet, but no history. */
  void fetch(MirrorStore store, Checkout checkout) throws IOException {
    try {
      fetch(store, checkout.fetchRef(), checkout.commit(), Depth.COMMIT_ONLY);
    } catch (TransportException refused) {
      boolean mayBeUnadvertised =
          connections.lastStatus() < 300 && !connections.deadline().isOver();
      if (!mayBeUnadvertised || GitFailures.isDamage(refused)) {
        throw refused;
      }
      // Some servers hand out the heads of branches only: ask for those with all that led there.
      fetchBranches(store, checkout);
    }
  }

  private void fetchBranches(MirrorStore store, Checkout checkout) throws IOException {
    boolean any = checkout.fetchRef().equals(Checkout.ANY);
    String prefix = any ? "refs/heads/" : checkout.fetchRef();
    for (RemoteRef ref : list(List.of(prefix)).refs().values()) {
      if (any || ref.name().equals(prefix)) {
        fetch(store, ref.name(), ref.commit(), Depth.WITH_HISTORY);
      }
    }
    if (!store.repository().getObjectDatabase().has(checkout.commit())) {
      throw new IOException("object not found: " + checkout.commit().name());
    }
  }

  /** Brings all that led to the commit, for when it must be compared with something older. */
  void fetchHistory(MirrorStore store, Checkout checkout) throws IOException {
    fetch(store, checkout.fetchRef(), checkout.commit(), Depth.WITH_HISTORY);
  }

  private void fetch(MirrorStore store, String refName, ObjectId commit, Depth depth)
      throws IOException {
    try (TransportHttp transport = open(store.repository())) {
      transport.setDepth(depth == Depth.COMMIT_ONLY ? 1 : Integer.MAX_VALUE);
      Ref wanted = new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, refName, commit);
      try (FetchConnection connection = transport.openFetch(List.of(new RefSpec(refName)))) {
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
    if (pushes.size() == 1) {
      return push(store, pushes, options, Together.ONE_BY_ONE);
    }
    try {
      return push(store, pushes, options, Together.ALL_OR_NOTHING);
    } catch (TransportException refused) {
      if (!isAtomicUnsupported(refused)) {
        throw refused;
      }
    }
    for (RefPush push : pushes) {
      PushReport report = push(store, List.of(push), options, Together.ONE_BY_ONE);
      if (report instanceof PushReport.Refused) {
        return report;
      }
    }
    return new PushReport.Accepted();
  }

  private static boolean isAtomicUnsupported(TransportException refused) {
    return String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT).contains("atomic");
  }

  private PushReport push(
      MirrorStore store, List<RefPush> pushes, Map<String, String> options, Together together)
      throws IOException {
    try (TransportHttp transport = open(store.repository())) {
      transport.setPushAtomic(together == Together.ALL_OR_NOTHING);
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
