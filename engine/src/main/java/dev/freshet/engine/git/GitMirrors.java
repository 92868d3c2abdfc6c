package dev.freshet.engine.git;

import dev.freshet.engine.proxy.EnvironmentProxies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The local copies of remote repositories, below one directory of which this process is the only
 * writer. All of it can be deleted while nobody uses it; it is fetched again.
 */
public final class GitMirrors implements AutoCloseable {
  private static final int NAME_LENGTH = 32;

  /** A mirror nobody opened for so long belongs to a repository that is gone. */
  private static final Duration UNUSED = Duration.ofDays(30);

  private final Path storage;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final EnvironmentProxies proxies;
  private final MarkerIndex index;
  private final Map<GitRemote, GitMirror> mirrors = new HashMap<>();
  private final Map<Path, MirrorStore> stores = new HashMap<>();

  public GitMirrors(
      Path storage, InstantSource clock, RandomGenerator random, EnvironmentProxies proxies) {
    GitRuntime.prepare();
    MirrorStore.removeUnused(storage, clock.instant().minus(UNUSED));
    this.storage = storage;
    this.clock = clock;
    this.random = random;
    this.proxies = proxies;
    this.index = new MarkerIndex(storage.resolve("markers"));
  }

  /** The mirror of a remote; the same one for equal remotes. */
  public synchronized GitMirror mirror(GitRemote remote) {
    return mirrors.computeIfAbsent(
        remote,
        _ -> {
          MirrorStore store = stores.computeIfAbsent(directory(remote), MirrorStore::open);
          return new GitMirror(new RemoteEndpoint(remote, proxies), store, index, clock, random);
        });
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
    mirrors.clear();
  }
}
