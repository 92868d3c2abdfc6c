package dev.freshet.engine.git;

import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.http.Connections;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The local copies of remote repositories, below one directory of which this process is the only
 * writer. All of it can be deleted while nobody uses it; it is fetched again.
 */
public final class GitMirrors implements AutoCloseable {
  private static final int NAME_LENGTH = 32;

  /** A mirror that is not open and did not change for so long is of a repository that is gone. */
  private static final Duration UNUSED = Duration.ofDays(30);

  /**
   * A remote not used for so long may be of credentials that are no more; longer than any update
   * takes, and what is forgotten is soon found again.
   */
  private static final Duration IDLE = Duration.ofHours(6);

  private final Path storage;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Connections connections;
  private final MarkerIndex index;
  private final Map<Fingerprint, RemoteMemory> memories = new HashMap<>();
  private final Map<Path, MirrorStore> stores = new HashMap<>();

  public GitMirrors(
      Path storage, InstantSource clock, RandomGenerator random, Connections connections) {
    GitRuntime.prepare();
    MirrorStore.removeUnused(storage, clock.instant().minus(UNUSED), Set.of());
    this.storage = storage;
    this.clock = clock;
    this.random = random;
    this.connections = connections;
    this.index = new MarkerIndex(storage.resolve("markers"));
  }

  /**
   * The mirror of a remote, for one run: its credentials are there as long as it is. What is kept
   * is shared by all mirrors of equal remotes.
   */
  public GitMirror mirror(GitRemote remote) {
    RemoteMemory memory = memory(remote);
    return new GitMirror(
        new RemoteEndpoint(remote, connections, memory), memory, index, clock, random);
  }

  private synchronized RemoteMemory memory(GitRemote remote) {
    RemoteMemory memory = memories.get(remote.fingerprint());
    if (memory == null) {
      closeIdle();
      MirrorStore store = stores.computeIfAbsent(directory(remote), MirrorStore::open);
      memory = new RemoteMemory(remote, store, clock.instant());
      memories.put(remote.fingerprint(), memory);
    }
    memory.used(clock.instant());
    return memory;
  }

  /** Only a new remote can make them too many, in memory and on disk. */
  private void closeIdle() {
    Instant before = clock.instant().minus(IDLE);
    memories.values().removeIf(memory -> memory.lastUsed().isBefore(before));
    Set<MirrorStore> used =
        memories.values().stream().map(RemoteMemory::store).collect(Collectors.toSet());
    stores
        .values()
        .removeIf(store -> {
          boolean idle = !used.contains(store);
          if (idle) {
            store.close();
          }
          return idle;
        });
    MirrorStore.removeUnused(storage, clock.instant().minus(UNUSED), stores.keySet());
  }

  /** Named by the URL and who asks, so that one user never reads what another was shown. */
  private Path directory(GitRemote remote) {
    try {
      String key = remote.url() + "\n" + remote.access().credentials().identity();
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return storage.resolve(
          HexFormat.of().formatHex(hash).substring(0, NAME_LENGTH) + MirrorStore.SUFFIX);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public synchronized void close() {
    stores.values().forEach(MirrorStore::close);
    stores.clear();
    memories.clear();
  }
}
