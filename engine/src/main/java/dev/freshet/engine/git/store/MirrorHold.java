package dev.freshet.engine.git.store;

import dev.freshet.engine.access.Holder;
import dev.freshet.engine.file.DiskShares;
import dev.freshet.engine.git.ref.Revision;
import dev.freshet.engine.git.tree.ManifestTree;
import dev.freshet.engine.git.tree.MemoryShares;
import dev.freshet.engine.git.tree.RepositoryBounds;
import dev.freshet.engine.git.tree.RevisionTree;
import dev.freshet.engine.work.Workers;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * One object's use of a store that it shares with those that have the same access.
 *
 * @param seeding begins the store with what the object was shown before its secret changed
 */
public record MirrorHold(
    MirrorStore store,
    Holder holder,
    Workers workers,
    MemoryShares memories,
    DiskShares disk,
    Runnable seeding) {
  public String namespace() {
    return holder.namespace();
  }

  /** Memory for one piece of work. */
  public MemoryShares.Share share() {
    return memories.open(namespace());
  }

  /** The manifests of one run. */
  public ManifestTree manifests(MemoryShares.Share share) {
    return new ManifestTree(store.index(), workers, namespace(), share);
  }

  /** All that the repository holds at a commit. */
  public RevisionTree tree(
      Revision revision, RevCommit commit, ObjectReader objects, MemoryShares.Share share) {
    return new RevisionTree(revision, commit, objects, workers, namespace(), share);
  }

  /** Does what only computes in the turn of the namespace. */
  public <T, X extends Throwable> T compute(ScopedValue.CallableOp<? extends T, X> work) throws X {
    return workers.run(namespace(), work);
  }

  /** The server has let this access in. */
  public void accepted() {
    seeding.run();
  }

  /**
   * Fetches into the mirror, within the bounds of this object and its namespace.
   *
   * @param cut ends the work soon, which is done on another thread, when this one is interrupted
   */
  public <T> T fetching(MirrorStore.Work<T> work, Runnable cut) throws IOException {
    MirrorRepository repository = store.repository();
    try (DiskShares.Share incoming = disk.open(namespace());
        MemoryShares.Share share = share();
        ObjectReader objects = repository.newObjectReader()) {
      repository.takeThrough(pack ->
          new PackGauge(
              pack,
              RepositoryBounds.MIRROR_BYTES - store.bytes(),
              incoming,
              share,
              id -> size(objects, id)));
      return onItsOwnThread(work, cut);
    } finally {
      repository.takeThrough(pack -> pack);
    }
  }

  private static long size(ObjectReader objects, AnyObjectId id) {
    try {
      return objects.has(id) ? objects.getObjectSize(id, ObjectReader.OBJ_ANY) : 0;
    } catch (IOException | RuntimeException _) {
      return 0; // of no use as a base either
    }
  }

  /**
   * JGit unpacks what it fetches on the thread that fetches. On a virtual one that would keep a
   * processor from all others; here the system shares it out.
   */
  private static <T> T onItsOwnThread(MirrorStore.Work<T> work, Runnable cut) throws IOException {
    var task = new FutureTask<T>(work::run);
    Thread thread = Thread.ofPlatform().daemon().name("freshet-fetch").start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException _) {
          // The mirror stays locked until nobody writes to it any more.
          interrupted = true;
          cut.run();
          thread.interrupt();
        } catch (ExecutionException failure) {
          switch (failure.getCause()) {
            case IOException io -> throw io;
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            case null, default -> throw new IOException(failure);
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
