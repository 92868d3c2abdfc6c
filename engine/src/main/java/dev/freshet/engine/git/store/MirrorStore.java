package dev.freshet.engine.git.store;

import dev.freshet.core.Cutoff;
import dev.freshet.engine.file.AtomicFile;
import dev.freshet.engine.file.DiskProblem;
import dev.freshet.engine.file.DiskShares;
import dev.freshet.engine.file.Folders;
import dev.freshet.engine.git.tree.MarkerIndex;
import dev.freshet.engine.git.tree.MarkerMemory;
import dev.freshet.engine.git.tree.RepositoryBounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of one access on disk: a bare repository without references, a list of the commits
 * that are there with all they need, and the markers of its manifests. Whatever a killed process
 * left is cleared on opening, and what cannot be opened is begun anew.
 */
public final class MirrorStore implements AutoCloseable {
  public static final String SUFFIX = ".git";

  /** Of folders that are about to be deleted. */
  private static final String GONE = ".gone";

  private static final AtomicLong NAMES = new AtomicLong(System.nanoTime());
  private static final Logger LOG = LoggerFactory.getLogger(MirrorStore.class);
  private static final int MAX_HEADS = 32;
  private static final int MAX_PACKS = 50;
  private static final int KEPT_HEADS = 8;
  private static final int MOST_COMMITS = 10_000;
  private static final int PROBE_BYTES = 1 << 16;

  private static final String CONFIG =
      """
      [core]
      \trepositoryformatversion = 0
      \tbare = true
      \tfilemode = true
      [http]
      \tfollowRedirects = false
      [transfer]
      \tfsckObjects = false
      """;

  private final Path directory;
  private final MarkerMemory memory;
  private final DiskShares.Share disk;
  private final String namespace;
  private final ReentrantReadWriteLock users = new ReentrantReadWriteLock();
  private final ReentrantLock fetching = new ReentrantLock();

  /** The last three are guarded by this. */
  private final Set<ObjectId> heads = new LinkedHashSet<>();

  private MirrorRepository repository;
  private MarkerIndex index;
  private volatile long bytes;
  private volatile boolean discarded;

  private MirrorStore(
      Path directory, MarkerMemory memory, DiskShares.Share disk, String namespace) {
    this.directory = directory;
    this.memory = memory;
    this.disk = disk;
    this.namespace = namespace;
    this.repository = prepare();
    this.index = openIndex();
  }

  /**
   * Opens the store in a directory, or begins it there.
   *
   * @param disk what it takes up, of the namespace of the object that asks first
   * @param namespace that one, whose share of the memory for markers is taken too
   */
  public static MirrorStore open(
      Path directory, MarkerMemory memory, DiskShares.Share disk, String namespace) {
    return new MirrorStore(directory, memory, disk, namespace);
  }

  private MarkerIndex openIndex() {
    return new MarkerIndex(directory.resolve(MirrorState.MARKERS), memory, namespace);
  }

  public Path directory() {
    return directory;
  }

  public synchronized MirrorRepository repository() {
    return repository;
  }

  /** Of this access alone: what one tenant's server made known must not show in another's runs. */
  public synchronized MarkerIndex index() {
    return index;
  }

  /** The commits that need not be fetched again, oldest first. */
  public synchronized Set<ObjectId> heads() {
    return new LinkedHashSet<>(heads);
  }

  public synchronized boolean holds(ObjectId commit) {
    return heads.contains(commit);
  }

  /** What the packs take up, as last seen. */
  long bytes() {
    return bytes;
  }

  /** Whether this is the id of a commit, and that commit is here, if without all it needs. */
  public boolean hasCommit(ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository())) {
      return walk.parseAny(id) instanceof RevCommit;
    } catch (MissingObjectException _) { // which is an answer
      return false;
    }
  }

  /** Remembers a commit whose tree is complete here. */
  public synchronized void remember(ObjectId commit) {
    heads.remove(commit);
    heads.add(commit.copy());
    while (heads.size() > MAX_HEADS) {
      heads.remove(heads.iterator().next());
    }
    writeHeads();
    measure();
  }

  private void writeHeads() {
    String names = String.join("\n", heads.stream().map(ObjectId::name).toList());
    try {
      write(directory.resolve(MirrorState.HEADS), names);
    } catch (UncheckedIOException cause) {
      // Without the list the next process fetches again; this one must not push again.
      LOG.warn("which commits a mirror holds cannot be written down", cause);
    }
  }

  private void measure() {
    bytes = MirrorState.packBytes(directory);
    disk.found(bytes);
  }

  /** Reads and writes of the objects. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  /** Held while objects arrive: two fetches would both write down which commits are shallow. */
  public ReentrantLock fetching() {
    return fetching;
  }

  /** Runs the work while no object is taken away. */
  public <T> T use(Work<T> work) throws IOException {
    users.readLock().lock();
    try {
      return work.run();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    } finally {
      users.readLock().unlock();
    }
  }

  /**
   * Whether what it takes to fetch and push is whole: the commits that are here, with what led to
   * them as far as it is here, and where that ends.
   */
  public boolean isSound() {
    try (RevWalk walk = new RevWalk(repository())) {
      MirrorState.requireLegible(directory);
      for (ObjectId head : heads()) {
        RevCommit commit = walk.parseCommit(head);
        var _ = walk.parseTree(commit.getTree());
        walk.markStart(commit);
      }
      int commits = 0;
      while (commits < MOST_COMMITS && walk.next() != null) {
        commits++;
      }
      return MirrorState.widowed(directory).isEmpty();
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  /** Whether the machine lacks what it takes to write or open a file, which no new copy mends. */
  public boolean isShort() {
    Path probe = beside();
    try {
      Files.write(probe, new byte[PROBE_BYTES]);
      Files.delete(probe);
      return false;
    } catch (IOException failure) {
      return DiskProblem.isShortage(failure);
    }
  }

  /**
   * Throws everything away, for a store that turned out to be damaged.
   *
   * @param damaged what was in use; where it is not any more, somebody else was faster
   */
  public void reset(MirrorRepository damaged) {
    users.writeLock().lock();
    try {
      synchronized (this) {
        if (repository == damaged && !discarded) {
          startOver();
        }
      }
    } finally {
      users.writeLock().unlock();
    }
  }

  private void startOver() {
    repository.close();
    delete(directory);
    repository = prepare();
    index.close();
    index = openIndex();
  }

  /** Puts many small packs together, now and then, so that reading stays fast. */
  public void tidy() {
    if (users.writeLock().tryLock()) {
      try {
        mergePacks();
      } finally {
        users.writeLock().unlock();
      }
    }
  }

  /** Whether {@link #tidy} has something to do. */
  public synchronized boolean isUntidy() {
    int packs = repository.getObjectDatabase().getPacks().size();
    return !heads.isEmpty()
        && !discarded
        && (packs > MAX_PACKS || (packs > 1 && bytes > RepositoryBounds.MIRROR_BYTES / 2));
  }

  private synchronized void mergePacks() {
    if (!isUntidy()) {
      return;
    }
    List<ObjectId> kept = List.copyOf(heads).reversed().stream().limit(KEPT_HEADS).toList();
    try {
      PackMerge.run(repository, kept);
      heads.retainAll(kept);
      writeHeads();
      repository.close();
      repository = new MirrorRepository(directory);
      measure();
    } catch (IOException | RuntimeException cause) {
      Cutoff.check();
      LOG.warn("putting packs together failed", cause);
      if (!DiskProblem.isShortage(cause)) {
        startOver();
      }
    }
  }

  /**
   * Begins with the objects of a store that is of the same place. Links them: packs never change.
   */
  public void takeOver(MirrorStore other) {
    try {
      var _ =
          other.use(() -> {
            synchronized (this) {
              Set<ObjectId> theirs = other.heads();
              if (heads.isEmpty() && MirrorState.link(other.directory, directory)) {
                repository.close();
                repository = new MirrorRepository(directory);
                index.close();
                index = openIndex();
                theirs.forEach(this::remember);
              }
              return heads.size();
            }
          });
    } catch (IOException | RuntimeException cause) {
      LOG.info("a mirror was not kept over a change of its secret; it is fetched again", cause);
    }
  }

  /** A name that nobody has, of something that is deleted soon. */
  private Path beside() {
    return directory.resolveSibling(
        "%s.%d%s".formatted(directory.getFileName(), NAMES.incrementAndGet(), GONE));
  }

  /** Deletes the store, also while somebody may still read it for an object that is gone. */
  public void discard() {
    discarded = true;
    close();
    try {
      Path gone = beside();
      Files.move(directory, gone);
      delete(gone);
    } catch (IOException | UncheckedIOException cause) {
      LOG.warn("a mirror that nobody uses any more cannot be deleted", cause);
    } finally {
      disk.close();
    }
  }

  /** Deletes the mirrors that were last changed before the time, but for those that are open. */
  public static void removeUnused(Path storage, Instant before, Set<Path> open) {
    for (Path mirror : mirrors(storage)) {
      try {
        Path heads = mirror.resolve(MirrorState.HEADS);
        Path touched = Files.exists(heads) ? heads : mirror;
        if (!open.contains(mirror)
            && (mirror.toString().endsWith(GONE)
                || Files.getLastModifiedTime(touched).toInstant().isBefore(before))) {
          delete(mirror);
        }
      } catch (IOException | UncheckedIOException cause) {
        LOG.warn("a mirror that nobody uses any more cannot be deleted", cause);
      }
    }
  }

  /** Deletes all mirrors. */
  public static void removeAll(Path storage) {
    mirrors(storage).forEach(MirrorStore::delete);
  }

  public static List<Path> mirrors(Path storage) {
    if (!Files.isDirectory(storage)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(storage)) {
      return files
          .filter(path -> path.toString().endsWith(SUFFIX) || path.toString().endsWith(GONE))
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  @Override
  public synchronized void close() {
    repository.close();
    index.close();
  }

  private MirrorRepository prepare() {
    try {
      return opened();
    } catch (IOException | RuntimeException damage) {
      if (DiskProblem.isShortage(damage)) {
        throw damage instanceof IOException io
            ? new UncheckedIOException(io)
            : new UncheckedIOException(new IOException(damage.getMessage(), damage));
      }
      LOG.warn("a mirror cannot be opened; it is fetched again", damage);
      delete(directory);
    }
    try {
      return opened();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private MirrorRepository opened() throws IOException {
    heads.clear();
    Files.createDirectories(directory.resolve(MirrorState.PACKS));
    Files.createDirectories(directory.resolve("refs/heads"));
    write(directory.resolve("HEAD"), "ref: refs/heads/none\n");
    write(directory.resolve("config"), CONFIG);
    if (!MirrorOwner.isOtherAlive(directory)) {
      MirrorState.clearLeftovers(directory);
      write(directory.resolve(MirrorOwner.FILE), MirrorOwner.self());
    }
    MirrorState.requireLegible(directory);
    MirrorState.requireWholeIndexes(directory);
    MirrorRepository opened = new MirrorRepository(directory);
    for (ObjectId head : MirrorState.heads(directory)) {
      if (opened.getObjectDatabase().has(head)) {
        heads.add(head);
      }
    }
    measure();
    return opened;
  }

  private static void write(Path file, String content) {
    try {
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        Folders.delete(file);
      }
      AtomicFile.writeRebuildable(file, content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  static void delete(Path directory) {
    try {
      if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        Folders.delete(directory);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
