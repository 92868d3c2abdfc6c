package dev.freshet.engine.git.remote;

import dev.freshet.core.AutomationException;
import dev.freshet.engine.file.DiskProblem;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.failure.GitException.Problem;
import dev.freshet.engine.git.failure.GitFailures;
import dev.freshet.engine.git.http.HttpTransport;
import dev.freshet.engine.git.http.RemoteEndpoint;
import dev.freshet.engine.git.http.RemoteMemory;
import dev.freshet.engine.git.ref.Approach;
import dev.freshet.engine.git.ref.Checkout;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.git.ref.RefListing;
import dev.freshet.engine.git.store.MirrorHold;
import dev.freshet.engine.git.store.MirrorRepository;
import dev.freshet.engine.git.store.MirrorStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one object has of a remote here, and how it gets more: finds what a reference means, fetches
 * what is missing, and begins anew when what is here is damaged.
 */
public final class LocalCopy {
  private static final Logger LOG = LoggerFactory.getLogger(LocalCopy.class);

  private final RemoteEndpoint endpoint;
  private final MirrorHold hold;
  private final RemoteMemory memory;

  public LocalCopy(RemoteEndpoint endpoint, MirrorHold hold, RemoteMemory memory) {
    this.endpoint = endpoint;
    this.hold = hold;
    this.memory = memory;
  }

  /** A new time with the server. */
  public RemoteSession session() {
    return new RemoteSession(new HttpTransport(endpoint));
  }

  /** How long one checkout or push may take. */
  public Duration timeout() {
    return endpoint.remote().timeout();
  }

  public MirrorStore store() {
    return hold.store();
  }

  public MirrorHold hold() {
    return hold;
  }

  private String url() {
    return endpoint.remote().url();
  }

  /** The references on the server; that it answers lets this access in. */
  public RefListing list(RemoteSession session, List<String> prefixes, Approach approach) {
    try {
      RefListing listing = session.list(prefixes);
      hold.accepted();
      return listing;
    } catch (IOException failure) {
      throw unreachable(session, failure, approach);
    }
  }

  /** What to say of a server that could not be asked. */
  public GitException unreachable(RemoteSession session, IOException failure, Approach approach) {
    return new GitException(
        Problem.UNREACHABLE,
        "%s: %s".formatted(approach.unreachable(url()), session.describe(failure)),
        failure);
  }

  /**
   * What the reference means, which is there. A commit named by its id is on no list: it is brought
   * here and looked for on its branch, once.
   */
  public Checkout base(
      RemoteSession session, CheckoutRef ref, RefListing listing, Approach approach)
      throws IOException {
    Checkout base = resolve(session, ref, listing, approach);
    if (ref instanceof CheckoutRef.Commit(String id, Optional<String> branch)
        && !memory.isProven(base.revision())) {
      fetch(session, base);
      Optional<ObjectId> head = branch.flatMap(listing::branch);
      if (head.isPresent() && !isOn(session, base, head.get())) {
        throw GitFailures.unknownCommit(id);
      }
      memory.proven(base.revision());
    }
    return base;
  }

  private boolean isOn(RemoteSession session, Checkout base, ObjectId head) throws IOException {
    Checkout tip = new Checkout(head, base.fetchRef(), base.revision());
    Ancestry ancestry = new Ancestry(store(), base.commit(), tip);
    return fetching(session, () -> ancestry.holds(session));
  }

  /** What the reference means by the listing. */
  public Checkout resolve(
      RemoteSession session, CheckoutRef ref, RefListing listing, Approach approach) {
    try {
      List<Checkout> candidates = Checkout.candidates(ref, listing, approach);
      return candidates.size() == 1 ? candidates.getFirst() : newest(session, candidates);
    } catch (IOException missing) {
      if (listing.refs().isEmpty() && list(session, List.of(), approach).refs().isEmpty()) {
        throw new GitException(Problem.EMPTY_REPOSITORY, "git repository is empty", missing);
      }
      String problem = missing.getMessage() == null ? "unknown" : missing.getMessage();
      String named =
          switch (ref) {
            case CheckoutRef.SemVer _, CheckoutRef.RefName _ -> problem;
            case CheckoutRef.Branch _, CheckoutRef.TagName _, CheckoutRef.Commit _ ->
                "unable to clone '%s': %s".formatted(url(), problem);
          };
      throw new GitException(Problem.UNKNOWN_REFERENCE, named, missing);
    }
  }

  private Checkout newest(RemoteSession session, List<Checkout> candidates) {
    try (RevWalk walk = new RevWalk(store().repository())) {
      Checkout newest = candidates.getFirst();
      int latest = Integer.MIN_VALUE;
      for (Checkout candidate : candidates) {
        fetch(session, candidate);
        int time = walk.parseCommit(candidate.commit()).getCommitTime();
        if (time > latest) {
          newest = candidate;
          latest = time;
        }
      }
      return newest;
    } catch (IOException damage) {
      throw new UncheckedIOException(damage);
    }
  }

  /** Brings the commit and its tree here, if they are not. */
  public void fetch(RemoteSession session, Checkout checkout) throws IOException {
    if (store().holds(checkout.commit())) {
      return;
    }
    boolean found =
        fetching(
            session,
            () -> {
              if (!store().holds(checkout.commit())) {
                session.fetch(store(), checkout);
                if (store().hasCommit(checkout.commit())) {
                  store().remember(checkout.commit());
                }
              }
              return store().holds(checkout.commit());
            });
    if (!found) {
      if (!store().isSound()) {
        // The server believes that it is here.
        throw new MissingObjectException(checkout.commit(), Constants.OBJ_COMMIT);
      }
      throw GitFailures.unknownCommit(checkout.commit().name());
    }
  }

  private <T> T fetching(RemoteSession session, MirrorStore.Work<T> work) throws IOException {
    try {
      store().fetching().lockInterruptibly();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw GitFailures.givenUp();
    }
    try {
      return hold.fetching(work, session::cut);
    } catch (IOException failure) {
      GitFailures.unlessGivenUp();
      Optional<AutomationException> refused = GitFailures.refusal(failure);
      boolean fresh = store().heads().isEmpty();
      if (refused.isPresent() && fresh) {
        throw refused.get();
      }
      // All of it may cost less than what is new beside what is here.
      if (refused.isPresent() || (!fresh && isOurs(failure))) {
        throw failure;
      }
      throw unreachable(session, failure, Approach.CLONE);
    } finally {
      store().fetching().unlock();
    }
  }

  /** Whether what is here, and not the server, made a fetch or a push fail. */
  public boolean isOurs(IOException failure) {
    return GitFailures.isDamage(failure) || !store().isSound();
  }

  /**
   * Work that reads the local copy, done again on a new copy when this one turns out to be damaged.
   * Whatever the copy, and thereby the server, makes JGit throw ends here with a name.
   */
  public <T> T repairing(MirrorStore.Work<T> work) {
    MirrorRepository used = store().repository();
    try {
      T done = store().use(work);
      tidy();
      return done;
    } catch (IOException | RuntimeException failure) {
      GitFailures.rethrowOwn(failure);
      GitFailures.unlessGivenUp(); // an interrupted thread has its files closed
      if (DiskProblem.isShortage(failure) || store().isShort()) {
        throw unreadable(failure);
      }
      LOG.warn("the local copy of {} is damaged; it is fetched again", url(), failure);
    }
    try {
      store().reset(used);
      return store().use(work);
    } catch (IOException | RuntimeException failure) {
      GitFailures.rethrowOwn(failure);
      throw unreadable(failure);
    }
  }

  private void tidy() {
    if (!store().isUntidy()) {
      return;
    }
    try {
      hold.compute(() -> {
        store().tidy();
        return true;
      });
    } catch (AutomationException cut) {
      LOG.warn("putting the packs of {} together was given up: {}", url(), cut.getMessage());
    }
  }

  private RuntimeException unreadable(Exception failure) {
    return GitFailures.refusal(failure)
        .orElseGet(
            () -> GitFailures.storage("reading the local copy of '%s'".formatted(url()), failure));
  }
}
