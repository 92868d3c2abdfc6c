package dev.freshet.engine.git.remote;

import dev.freshet.engine.git.http.HttpTransport;
import dev.freshet.engine.git.ref.Checkout;
import dev.freshet.engine.git.ref.RefListing;
import dev.freshet.engine.git.store.MirrorStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/** A bounded time with a repository on its server: what can be asked of it and done to it. */
public final class RemoteSession {
  private enum Together {
    ONE_BY_ONE,
    ALL_OR_NOTHING
  }

  /** One reference to move from what it is expected to be to a commit. */
  public record RefPush(String ref, ObjectId expected, ObjectId commit) {}

  private final HttpTransport transport;

  RemoteSession(HttpTransport transport) {
    this.transport = transport;
  }

  /** Ends what is under way with the server; may be called by any thread. */
  void cut() {
    transport.cut();
  }

  public String describe(Throwable failure) {
    return transport.describe(failure);
  }

  /** The references whose names start with one of the prefixes; all without a prefix. */
  public RefListing list(Collection<String> prefixes) throws IOException {
    return transport.list(prefixes);
  }

  /**
   * Brings the commit, if the server has it, and what of its tree is not here yet, but no history.
   */
  void fetch(MirrorStore store, Checkout checkout) throws IOException {
    try {
      fetch(store, List.of(wanted(checkout)), jgit -> jgit.setDepth(1));
    } catch (TransportException failure) {
      if (!transport.isRefusal(failure)) {
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
    fetch(store, List.of(wanted(checkout)), jgit -> jgit.setDeepenSince(time));
  }

  private static void withHistory(Transport jgit) {
    jgit.setDepth(Integer.MAX_VALUE);
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
      if (!transport.forgetMove()) {
        throw failure;
      }
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
      if (!isShallowUnsupported(failure)) {
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
        transport.read(
            store.repository(),
            jgit -> {
              depth.accept(jgit);
              List<RefSpec> names = wanted.stream().map(ref -> new RefSpec(ref.getName())).toList();
              try (FetchConnection connection = jgit.openFetch(names)) {
                connection.fetch(transport.deadline(), wanted, store.heads());
                for (PackLock lock : connection.getPackLocks()) {
                  lock.unlock();
                }
              }
              return wanted;
            });
  }

  /** Whether the server cannot cut a history, which JGit finds before it asks for anything. */
  private static boolean isShallowUnsupported(IOException failure) {
    String unsupported = JGitText.get().shallowNotSupported;
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(20)
        .anyMatch(cause -> unsupported.equals(cause.getMessage()));
  }

  /** Moves the references all together or, with a server that cannot, one after the other. */
  public PushReport push(MirrorStore store, List<RefPush> pushes, Map<String, String> options)
      throws IOException {
    return transport.write(store.repository(), jgit -> pushed(store, jgit, pushes, options));
  }

  private PushReport pushed(
      MirrorStore store, Transport jgit, List<RefPush> pushes, Map<String, String> options)
      throws IOException {
    if (pushes.size() == 1) {
      return push(store, jgit, pushes, options, Together.ONE_BY_ONE);
    }
    try {
      return push(store, jgit, pushes, options, Together.ALL_OR_NOTHING);
    } catch (TransportException refused) {
      if (!isAtomicUnsupported(refused)) {
        throw refused;
      }
    }
    for (RefPush push : pushes) {
      PushReport report = push(store, jgit, List.of(push), options, Together.ONE_BY_ONE);
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
      MirrorStore store,
      Transport jgit,
      List<RefPush> pushes,
      Map<String, String> options,
      Together together)
      throws IOException {
    jgit.setPushAtomic(together == Together.ALL_OR_NOTHING);
    if (!options.isEmpty()) {
      jgit.setPushOptions(
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
    PushResult result = jgit.push(transport.deadline(), updates);
    return PushReport.of(result, transport.credentials());
  }
}
