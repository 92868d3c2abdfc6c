package dev.freshet.engine.git;

import dev.freshet.core.plan.ManifestFile;
import dev.freshet.engine.git.failure.ReaderFailure;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.git.push.PushQueues;
import dev.freshet.engine.git.push.UpdateRequest;
import dev.freshet.engine.git.ref.Approach;
import dev.freshet.engine.git.ref.Checkout;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.git.ref.RefListing;
import dev.freshet.engine.git.ref.Revision;
import dev.freshet.engine.git.remote.LocalCopy;
import dev.freshet.engine.git.remote.RemoteSession;
import dev.freshet.engine.git.tree.ManifestTree;
import dev.freshet.engine.git.tree.MemoryShares;
import dev.freshet.engine.git.tree.RepositoryFile;
import dev.freshet.engine.git.tree.RevisionTree;
import dev.freshet.engine.git.tree.TreeFiles;
import dev.freshet.engine.git.tree.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * One remote repository with a local copy of what was seen of it, and the credentials to see more.
 * Safe for many threads: updates of one branch are batched, everything else runs side by side.
 */
public final class GitMirror {
  private final LocalCopy copy;
  private final PushQueues queues;

  GitMirror(LocalCopy copy, PushQueues queues) {
    this.copy = copy;
    this.queues = queues;
  }

  /**
   * What the reference means on the server now; one request. Of a commit named by its id no more is
   * known than that its branch is there.
   */
  public Revision head(CheckoutRef ref) {
    RemoteSession session = copy.session();
    Approach approach = Approach.again(ref);
    RefListing listing = copy.list(session, Checkout.prefixes(ref), approach);
    return copy.repairing(() -> copy.resolve(session, ref, listing, approach).revision());
  }

  /** What an update would start from; writes nothing to the server. */
  public Snapshot snapshot(CheckoutRef ref, String pushBranch, String path) {
    RemoteSession session = copy.session();
    List<String> prefixes = new ArrayList<>(Checkout.prefixes(ref));
    prefixes.add("refs/heads/" + pushBranch);
    Approach approach = Approach.first(ref);
    RefListing listing = copy.list(session, prefixes, approach);
    return copy.repairing(() -> {
      Checkout base = copy.base(session, ref, listing, approach);
      Checkout start =
          listing
              .branch(pushBranch)
              .map(head -> new Checkout(head, "refs/heads/" + pushBranch, base.revision()))
              .orElse(base);
      copy.fetch(session, start);
      try (MemoryShares.Share share = copy.hold().share();
          ObjectReader objects = copy.store().repository().newObjectReader()) {
        ManifestTree manifests = copy.hold().manifests(share);
        List<ManifestTree.Found> found =
            manifests.find(objects, Trees.ofCommit(objects, start.commit()), path);
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
    return reading(
        ref,
        (base, objects, share) -> {
          ObjectId root = Trees.ofCommit(objects, base.commit());
          return copy.hold().compute(() -> new TreeFiles(objects, root, wanted, share).read(path));
        });
  }

  /**
   * Gives the tree of what the reference means to the reader. Where the local copy turns out to be
   * damaged the reader is asked a second time.
   */
  public <T> T tree(CheckoutRef ref, Function<RevisionTree, T> reader) {
    return reading(
        ref,
        (base, objects, share) -> {
          try (RevWalk walk = new RevWalk(objects)) {
            RevCommit commit = walk.parseCommit(base.commit());
            return ReaderFailure.carry(
                reader, copy.hold().tree(base.revision(), commit, objects, share));
          }
        });
  }

  /** What is read of the commit that a reference means, from the local copy's objects. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(Checkout base, ObjectReader objects, MemoryShares.Share share) throws IOException;
  }

  private <T> T reading(CheckoutRef ref, Reading<T> work) {
    RemoteSession session = copy.session();
    Approach approach = Approach.first(ref);
    RefListing listing = copy.list(session, Checkout.prefixes(ref), approach);
    return copy.repairing(() -> {
      Checkout base = copy.base(session, ref, listing, approach);
      copy.fetch(session, base);
      try (MemoryShares.Share share = copy.hold().share();
          ObjectReader objects = copy.store().repository().newObjectReader()) {
        return work.read(base, objects, share);
      }
    });
  }

  /**
   * Plans, commits and pushes. Blocks until the commit is on the server or nothing had to change;
   * concurrent updates of one push branch share one push.
   */
  public PushOutcome update(UpdateRequest request) {
    return queues.update(copy, request);
  }

  PushQueues queues() {
    return queues;
  }

  LocalCopy copy() {
    return copy;
  }

  private byte[] content(ObjectId blob) {
    try (ObjectReader reader = copy.store().repository().newObjectReader()) {
      return Trees.content(reader, blob);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
