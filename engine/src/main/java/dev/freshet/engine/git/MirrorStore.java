package dev.freshet.engine.git;

import dev.freshet.engine.file.AtomicFile;
import dev.freshet.engine.file.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of one remote on disk: a bare repository without references, and a list of the
 * commits that are there with all they need. Whatever a killed process left is cleared on opening.
 */
final class MirrorStore implements AutoCloseable {
  static final String SUFFIX = ".git";

  private static final Logger LOG = LoggerFactory.getLogger(MirrorStore.class);
  private static final int MAX_HEADS = 32;
  private static final int MAX_PACKS = 50;
  private static final int KEPT_HEADS = 8;

  /** What JGit and this class call files they have not finished. */
  private static final Pattern LEFTOVER =
      Pattern.compile(
          ".*\\.(lock|tmp|keep)|.*_tmp|(incoming|insert|noz|tmp|pack-merge).*\\.(pack|idx|tmp)");

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
  private FileRepository repository;
  private final ReentrantReadWriteLock users = new ReentrantReadWriteLock();
  private final ReentrantLock fetching = new ReentrantLock();
  private final Set<ObjectId> heads = new LinkedHashSet<>();

  private MirrorStore(Path directory) {
    this.directory = directory;
    this.repository = prepare();
  }

  static MirrorStore open(Path directory) {
    return new MirrorStore(directory);
  }

  synchronized FileRepository repository() {
    return repository;
  }

  /** The commits that need not be fetched again, oldest first. */
  synchronized Set<ObjectId> heads() {
    return new LinkedHashSet<>(heads);
  }

  synchronized boolean holds(ObjectId commit) {
    return heads.contains(commit);
  }

  /** Whether this is the id of a commit, and that commit is here, if without all it needs. */
  boolean hasCommit(ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository())) {
      return walk.parseAny(id) instanceof RevCommit;
    } catch (MissingObjectException _) { // which is an answer
      return false;
    }
  }

  /** Remembers a commit whose tree is complete here. */
  synchronized void remember(ObjectId commit) {
    heads.remove(commit);
    heads.add(commit);
    while (heads.size() > MAX_HEADS) {
      heads.remove(heads.iterator().next());
    }
    writeHeads();
  }

  private void writeHeads() {
    String names = String.join("\n", heads.stream().map(ObjectId::name).toList());
    write(directory.resolve("heads"), names);
  }

  /** Reads and writes of the objects. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /** Held while objects arrive: two fetches would both write down which commits are shallow. */
  ReentrantLock fetching() {
    return fetching;
  }

  /** Runs the work while no object is taken away. */
  <T> T use(Work<T> work) throws IOException {
    users.readLock().lock();
    try {
      return work.run();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    } finally {
      users.readLock().unlock();
    }
  }

  /** Throws everything away, for a store that turned out to be damaged. */
  void reset() {
    users.writeLock().lock();
    try {
      synchronized (this) {
        repository.close();
        delete(directory);
        heads.clear();
        repository = prepare();
      }
    } finally {
      users.writeLock().unlock();
    }
  }

  /** Puts many small packs together, now and then, so that reading stays fast. */
  void tidy() {
    if (users.writeLock().tryLock()) {
      try {
        mergePacks();
      } finally {
        users.writeLock().unlock();
      }
    }
  }

  private synchronized void mergePacks() {
    if (repository.getObjectDatabase().getPacks().size() <= MAX_PACKS || heads.isEmpty()) {
      return;
    }
    List<ObjectId> kept = List.copyOf(heads).reversed().stream().limit(KEPT_HEADS).toList();
    try {
      PackMerge.run(repository, kept);
      heads.retainAll(kept);
      writeHeads();
      repository.close();
      repository = new FileRepository(directory.toFile());
    } catch (IOException cause) {
      LOG.warn("putting packs together failed; the mirror is fetched again", cause);
      reset();
    }
  }

  /** Deletes the mirrors that were last changed before the time, but for those that are open. */
  static void removeUnused(Path storage, Instant before, Set<Path> open) {
    if (!Files.isDirectory(storage)) {
      return;
    }
    try (Stream<Path> mirrors = Files.list(storage)) {
      for (Path mirror : mirrors.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        if (open.contains(mirror)) {
          continue;
        }
        Path heads = mirror.resolve("heads");
        Path touched = Files.exists(heads) ? heads : mirror;
        if (Files.getLastModifiedTime(touched).toInstant().isBefore(before)) {
          delete(mirror);
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  @Override
  public synchronized void close() {
    repository.close();
  }

  private FileRepository prepare() {
    try {
      Files.createDirectories(directory.resolve("objects/pack"));
      Files.createDirectories(directory.resolve("refs/heads"));
      write(directory.resolve("HEAD"), "ref: refs/heads/none\n");
      write(directory.resolve("config"), CONFIG);
      if (!MirrorOwner.isOtherAlive(directory)) {
        clearLeftovers();
        write(directory.resolve(MirrorOwner.FILE), MirrorOwner.self());
      }
      FileRepository opened = new FileRepository(directory.toFile());
      Path known = directory.resolve("heads");
      if (Files.exists(known)) {
        for (String line : Files.readAllLines(known)) {
          if (ObjectId.isId(line) && opened.getObjectDatabase().has(ObjectId.fromString(line))) {
            heads.add(ObjectId.fromString(line));
          }
        }
      }
      return opened;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** A killed process leaves locks and half-written packs; none of them can still be in use. */
  private void clearLeftovers() throws IOException {
    List<Path> leftovers = new ArrayList<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (LEFTOVER.matcher(name).matches()) {
              leftovers.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    for (Path leftover : leftovers) {
      Files.deleteIfExists(leftover);
    }
  }

  private static void write(Path file, String content) {
    try {
      AtomicFile.writeRebuildable(file, content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  static void delete(Path directory) {
    try {
      Folders.delete(directory);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
