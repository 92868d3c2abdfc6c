package dev.freshet.engine.git.remote;

import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.git.http.AnswerException;
import dev.freshet.engine.git.http.RemoteConnections;
import dev.freshet.engine.git.http.RemoteEndpoint;
import dev.freshet.engine.git.http.RemoteFailure;
import dev.freshet.engine.git.http.RemoteRefs;
import dev.freshet.engine.git.ref.Checkout;
import dev.freshet.engine.git.ref.RefListing;
import dev.freshet.engine.git.store.MirrorStore;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jgit.errors.MissingObjectException;
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
public final class RemoteSession {
  private enum Together {
    ONE_BY_ONE,
    ALL_OR_NOTHING
  }

  /** One reference to move from what it is expected to be to a commit. */
  public record RefPush(String ref, ObjectId expected, ObjectId commit) {}

  private final RemoteEndpoint endpoint;
  private final RemoteConnections connections;

  RemoteSession(RemoteEndpoint endpoint) {
    this.endpoint = endpoint;
    this.connections = new RemoteConnections(endpoint);
  }

  /** Ends what is under way with the server; may be called by any thread. */
  void cut() {
    connections.cut();
  }

  public String describe(Throwable failure) {
    return RemoteFailure.of(failure, connections);
  }

  /** Asked of where and how the server answered the last time, and anew if it does not. */
  public RefListing list(Collection<String> prefixes) throws IOException {
    RemoteRefs refs = new RemoteRefs(endpoint, connections);
    return trying(() -> {
      try {
        return understood(() -> refs.list(prefixes));
      } catch (IOException failure) {
        if (connections.deadline().isOver() || !endpoint.forget()) {
          throw failure;
        }
        return refs.list(prefixes);
      }
    });
  }

  /** What is asked of a server. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws IOException;
  }

  /** Asks again what changes nothing when the failure may pass. */
  private <T> T trying(Question<T> question) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        T answered = understood(question);
        connections.finish();
        return answered;
      } catch (IOException failure) {
        Optional<Duration> wait = RemoteFailure.waitAfter(failure, tries, connections);
        if (wait.isEmpty()) {
          throw failure;
        }
        connections.deadline().pause(wait.get());
      } finally {
        connections.close();
      }
    }
  }

  /** What cannot even be read is the server's fault, and told as that. */
  private static <T> T understood(Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (AutomationException | InvalidInputException ours) {
      throw ours;
    } catch (RuntimeException malformed) {
      throw AnswerException.malformed(malformed);
    }
  }

  /**
   * Brings the commit, if the server has it, and what of its tree is not here yet, but no history.
   */
  void fetch(MirrorStore store, Checkout checkout) throws IOException {
    try {
      fetch(store, List.of(wanted(checkout)), transport -> transport.setDepth(1));
    } catch (TransportException failure) {
      if (!RemoteFailure.isRefusal(failure, connections)) {
        throw failure;
      }
      try {
        // Some servers hand out the heads of branches only: ask for those with all that led there.
        fetchBranches(store, checkout);
      } catch (IOException again) {
        failure.addSuppressed(again);
        throw failure;
      }
    }
  }

  private void fetchBranches(MirrorStore store, Checkout checkout) throws IOException {
    boolean any = checkout.fetchRef().equals(Checkout.ANY);
    String prefix = any ? "refs/heads/" : checkout.fetchRef();
    List<Ref> heads =
        list(List.of(prefix)).refs().values().stream()
            .filter(ref -> any || ref.name().equals(prefix))
            .map(ref -> wanted(ref.name(), ref.commit()))
            .toList();
    if (!heads.isEmpty()) {
      fetch(store, heads, RemoteSession::withHistory);
    }
  }

  /** Brings all that led to the commit, for when it must be compared with something older. */
  public void fetchHistory(MirrorStore store, Checkout checkout) throws IOException {
    fetch(store, List.of(wanted(checkout)), RemoteSession::withHistory);
  }

  /** Brings what led to the commit since that time. */
  void fetchSince(MirrorStore store, Checkout checkout, Instant time) throws IOException {
    fetch(store, List.of(wanted(checkout)), transport -> transport.setDeepenSince(time));
  }

  private static void withHistory(Transport transport) {
    transport.setDepth(Integer.MAX_VALUE);
  }

  private static Ref wanted(Checkout checkout) {
    return wanted(checkout.fetchRef(), checkout.commit());
  }

  private static Ref wanted(String refName, ObjectId commit) {
    return new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, refName, commit);
  }

  private void fetch(MirrorStore store, List<Ref> wanted, Consumer<Transport> depth)
      throws IOException {
    try {
      fetchFrom(store, wanted, depth);
    } catch (IOException failure) {
      if (connections.deadline().isOver() || !endpoint.isMoved()) {
        throw failure;
      }
      endpoint.forget();
      list(wanted.stream().map(Ref::getName).toList());
      fetchFrom(store, wanted, depth);
    }
  }

  /** A server that cannot cut a history is asked for all of it. */
  private void fetchFrom(MirrorStore store, List<Ref> wanted, Consumer<Transport> depth)
      throws IOException {
    try {
      tryFetch(store, wanted, depth);
    } catch (IOException failure) {
      if (!RemoteFailure.isShallowUnsupported(failure)) {
        throw failure;
      }
      requireWholeHistories(store);
      tryFetch(store, wanted, _ -> {});
    }
  }

  /** A server that cannot be told where a history ends here takes all before that for granted. */
  private static void requireWholeHistories(MirrorStore store) throws IOException {
    for (ObjectId cut : store.repository().getObjectDatabase().getShallowCommits()) {
      throw new MissingObjectException(cut, "history that the server takes to be here");
    }
  }

  private void tryFetch(MirrorStore store, List<Ref> wanted, Consumer<Transport> depth)
      throws IOException {
    var _ =
        trying(() -> {
          fetchOnce(store, wanted, depth);
          return wanted;
        });
  }

  private void fetchOnce(MirrorStore store, List<Ref> wanted, Consumer<Transport> depth)
      throws IOException {
    try (TransportHttp transport = open(store.repository())) {
      depth.accept(transport);
      List<RefSpec> names = wanted.stream().map(ref -> new RefSpec(ref.getName())).toList();
      try (FetchConnection connection = transport.openFetch(names)) {
        connection.fetch(connections.deadline(), wanted, store.heads());
        for (PackLock lock : connection.getPackLocks()) {
          lock.unlock();
        }
      }
    }
  }

  /** Moves the references all together or, with a server that cannot, one after the other. */
  public PushReport push(MirrorStore store, List<RefPush> pushes, Map<String, String> options)
      throws IOException {
    try {
      PushReport report = understood(() -> pushed(store, pushes, options));
      connections.finish();
      return report;
    } catch (IOException failure) {
      endpoint.forget();
      throw failure;
    } finally {
      connections.close();
    }
  }

  private PushReport pushed(MirrorStore store, List<RefPush> pushes, Map<String, String> options)
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
      return PushReport.of(result, endpoint.credentials());
    }
  }

  private TransportHttp open(Repository repository) throws IOException {
    try {
      TransportHttp transport =
          (TransportHttp) Transport.open(repository, new URIish(endpoint.address()));
      transport.setHttpConnectionFactory(
          connections.sendingFrom(repository.getDirectory().toPath()));
      return transport;
    } catch (URISyntaxException cause) {
      throw new IOException(cause);
    }
  }
}
