package dev.freshet.engine.git;

import dev.freshet.core.AutomationException;
import dev.freshet.core.plan.ManifestFile;
import dev.freshet.engine.file.DiskProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One remote repository with a local copy of what was seen of it, and the credentials to see more.
 * Safe for many threads: updates of one branch are batched, everything else runs side by side.
 */
public final class GitMirror {
  private static final Logger LOG = LoggerFactory.getLogger(GitMirror.class);

  private final RemoteEndpoint endpoint;
  private final MirrorHold hold;
  private final RemoteMemory memory;
  private final InstantSource clock;
  private final RandomGenerator random;

  GitMirror(RemoteEndpoint endpoint, MirrorHold hold, InstantSource clock, RandomGenerator random) {
    this.endpoint = endpoint;
    this.hold = hold;
    this.memory = hold.memory();
    this.clock = clock;
    this.random = random;
  }

  /**
   * What the reference means on the server now; one request. Of a commit named by its id no more is
   * known than that its branch is there.
   */
  public Revision head(CheckoutRef ref) {
    RemoteSession session = endpoint.session();
    Approach approach = Approach.again(ref);
    RefListing listing = list(session, Checkout.prefixes(ref), approach);
    return repairing(() -> resolve(session, ref, listing, approach).revision());
  }

  /** What an update would start from; writes nothing to the server. */
  public Snapshot snapshot(CheckoutRef ref, String pushBranch, String path) {
    RemoteSession session = endpoint.session();
    List<String> prefixes = new ArrayList<>(Checkout.prefixes(ref));
    prefixes.add("refs/heads/" + pushBranch);
    Approach approach = Approach.first(ref);
    RefListing listing = list(session, prefixes, approach);
    return repairing(() -> {
      Checkout base = base(session, ref, listing, approach);
      Checkout start =
          listing
              .branch(pushBranch)
              .map(head -> new Checkout(head, "refs/heads/" + pushBranch, base.revision()))
              .orElse(base);
      fetch(session, start);
      try (MemoryShares.Share share = hold.share();
          CommitWriter writer = new CommitWriter(store().repository())) {
        ManifestTree manifests = hold.manifests(share);
        List<ManifestTree.Found> found =
            manifests.find(writer.reader(), writer.tree(start.commit()), path);
        List<ManifestFile> files =
            found.stream()
                .map(file ->
                    new ManifestFile(file.path(), file.markers(), () -> content(file.blob())))
                .toList();
        return new Snapshot(base.revision(), start.commit().name(), files);
      }
    });
  }

  /** The files below the path whose path, relative to the repository, is wanted. */
  public List<RepositoryFile> files(CheckoutRef ref, String path, Predicate<String> wanted) {
    RemoteSession session = endpoint.session();
    Approach approach = Approach.first(ref);
    RefListing listing = list(session, Checkout.prefixes(ref), approach);
    return repairing(() -> {
      Checkout base = base(session, ref, listing, approach);
      fetch(session, base);
      try (MemoryShares.Share share = hold.share();
          ObjectReader objects = store().repository().newObjectReader()) {
        ObjectId root = Trees.ofCommit(objects, base.commit());
        return hold.compute(() -> new TreeFiles(objects, root, wanted, share).read(path));
      }
    });
  }

  /**
   * What the reference means on the server now, for a source that is about to be archived: as
   * {@link #head} but for the words of a failure.
   */
  public Revision sourceHead(CheckoutRef ref) {
    return GitFailures.asSource(() -> head(ref));
  }

  /**
   * Gives the tree of what the reference means to the reader. Where the local copy turns out to be
   * damaged the reader is asked a second time.
   */
  public <T> T tree(CheckoutRef ref, Function<RevisionTree, T> reader) {
    return GitFailures.asSource(() -> {
      RemoteSession session = endpoint.session();
      Approach approach = Approach.first(ref);
      RefListing listing = list(session, Checkout.prefixes(ref), approach);
      return repairing(() -> {
        Checkout base = base(session, ref, listing, approach);
        fetch(session, base);
        try (MemoryShares.Share share = hold.share();
            ObjectReader objects = store().repository().newObjectReader();
            RevWalk walk = new RevWalk(objects)) {
          RevCommit commit = walk.parseCommit(base.commit());
          return ReaderFailure.carry(
              reader, new RevisionTree(base.revision(), commit, objects, hold, share));
        }
      });
    });
  }

  /**
   * Plans, commits and pushes. Blocks until the commit is on the server or nothing had to change;
   * concurrent updates of one push branch share one push.
   */
  public PushOutcome update(UpdateRequest request) {
    request.requireWritable();
    return memory.queue(request.pushBranch()).submit(this, request);
  }

  String url() {
    return endpoint.remote().url();
  }

  RemoteEndpoint endpoint() {
    return endpoint;
  }

  MirrorStore store() {
    return memory.store();
  }

  MirrorHold hold() {
    return hold;
  }

  InstantSource clock() {
    return clock;
  }

  RandomGenerator random() {
    return random;
  }

  private RefListing list(RemoteSession session, List<String> prefixes, Approach approach) {
    try {
      RefListing listing = session.list(prefixes);
      hold.accepted();
      return listing;
    } catch (IOException failure) {
      throw unreachable(session, failure, approach);
    }
  }

  AutomationException unreachable(RemoteSession session, IOException failure, Approach approach) {
    return GitFailures.checkout(
        "%s: %s".formatted(approach.unreachable(url()), session.describe(failure)), failure);
  }

  /**
   * What the reference means, which is there. A commit named by its id is on no list: it is brought
   * here and looked for on its branch, once.
   */
  Checkout base(RemoteSession session, CheckoutRef ref, RefListing listing, Approach approach)
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

  private Checkout resolve(
      RemoteSession session, CheckoutRef ref, RefListing listing, Approach approach) {
    try {
      List<Checkout> candidates = Checkout.candidates(ref, listing, approach);
      return candidates.size() == 1 ? candidates.getFirst() : newest(session, candidates);
    } catch (IOException missing) {
      if (listing.refs().isEmpty() && list(session, List.of(), approach).refs().isEmpty()) {
        throw GitFailures.empty(missing);
      }
      String problem = missing.getMessage() == null ? "unknown" : missing.getMessage();
      throw switch (ref) {
        case CheckoutRef.SemVer _, CheckoutRef.RefName _ -> GitFailures.checkout(problem, missing);
        case CheckoutRef.Branch _, CheckoutRef.TagName _, CheckoutRef.Commit _ ->
            GitFailures.checkout("unable to clone '%s': %s".formatted(url(), problem), missing);
      };
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
  void fetch(RemoteSession session, Checkout checkout) throws IOException {
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
  boolean isOurs(IOException failure) {
    return GitFailures.isDamage(failure) || !store().isSound();
  }

  /**
   * Work that reads the local copy, done again on a new copy when this one turns out to be damaged.
   * Whatever the copy, and thereby the server, makes JGit throw ends here with a name.
   */
  <T> T repairing(MirrorStore.Work<T> work) {
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

  private AutomationException unreadable(Exception failure) {
    return GitFailures.refusal(failure)
        .orElseGet(
            () -> GitFailures.storage("reading the local copy of '%s'".formatted(url()), failure));
  }

  private byte[] content(ObjectId blob) {
    try (ObjectReader reader = store().repository().newObjectReader()) {
      return Trees.content(reader, blob);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
