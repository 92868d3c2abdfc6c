package dev.freshet.engine.git;

import dev.freshet.engine.access.Holder;
import dev.freshet.engine.file.DiskShares;
import dev.freshet.engine.file.DiskSize;
import dev.freshet.engine.fingerprint.FingerprintKey;
import dev.freshet.engine.git.access.AccessIdentity;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.failure.GitFailures;
import dev.freshet.engine.git.http.RemoteEndpoint;
import dev.freshet.engine.git.http.RemoteMemory;
import dev.freshet.engine.git.push.PushQueues;
import dev.freshet.engine.git.remote.LocalCopy;
import dev.freshet.engine.git.store.GitRuntime;
import dev.freshet.engine.git.store.MirrorHold;
import dev.freshet.engine.git.store.MirrorState;
import dev.freshet.engine.git.store.MirrorStore;
import dev.freshet.engine.git.tree.MarkerMemory;
import dev.freshet.engine.git.tree.MemoryShares;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.work.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The local copies of remote repositories, below one directory of which this process is the only
 * writer. Objects with the same access share one; with the last of them it is deleted. All of it
 * can be deleted while nobody uses it; it is fetched again.
 */
public final class GitMirrors implements AutoCloseable {
  /** A mirror that nobody has asked for in so long is of objects that went while we were down. */
  private static final Duration UNUSED = Duration.ofDays(30);

  private static final String KEY = "key";

  /** No namespace has this name. */
  private static final String NOBODY = "";

  private final Path storage;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Connections connections;
  private final Workers workers;
  private final MarkerMemory markers = MarkerMemory.ofThisProcess();
  private final MemoryShares shares = MemoryShares.ofThisProcess();
  private final DiskShares disk;
  private final FingerprintKey key;

  /** By {@link AccessIdentity#access()}; one for each access that an object holds. */
  private final Map<String, KeptAccess> accesses = new HashMap<>();

  /** What former processes left and nobody has asked for yet, by its folder. */
  private final Map<Path, DiskShares.Share> unclaimed = new HashMap<>();

  /** One for each object that holds an access. */
  private final Map<Holder, Held> held = new HashMap<>();

  /**
   * What an object holds.
   *
   * @param former the access it had before only its secret changed, kept until the server has
   *     accepted the new one
   */
  private record Held(KeptAccess current, Optional<KeptAccess> former) {
    List<KeptAccess> all() {
      return Stream.concat(Stream.of(current), former.stream()).toList();
    }
  }

  /** For a process of one user, who may have all of the disk. */
  public GitMirrors(
      Path storage,
      InstantSource clock,
      RandomGenerator random,
      Connections connections,
      Workers workers) {
    this(storage, clock, random, connections, workers, new DiskShares(DiskSize.ANY));
  }

  /**
   * @param workers where markers are searched and packs put together
   */
  public GitMirrors(
      Path storage,
      InstantSource clock,
      RandomGenerator random,
      Connections connections,
      Workers workers,
      DiskShares disk) {
    GitRuntime.prepare();
    this.disk = disk;
    this.storage = storage;
    this.clock = clock;
    this.random = random;
    this.connections = connections;
    this.workers = workers;
    this.key = FingerprintKey.in(storage.resolve(KEY)).orElseGet(this::startOver);
    removeUnused();
  }

  private void removeUnused() {
    Set<Path> open =
        accesses.values().stream()
            .map(kept -> kept.store().directory())
            .collect(Collectors.toSet());
    MirrorStore.removeUnused(storage, clock.instant().minus(UNUSED), open);
    Set<Path> left = new HashSet<>(MirrorStore.mirrors(storage));
    left.removeAll(open);
    unclaimed.keySet().stream().filter(gone -> !left.contains(gone)).toList().forEach(this::claim);
    for (Path mirror : left) {
      var _ = unclaimed.computeIfAbsent(mirror, this::counted);
    }
  }

  private DiskShares.Share counted(Path mirror) {
    DiskShares.Share share = disk.open(NOBODY);
    share.found(MirrorState.packBytes(mirror));
    return share;
  }

  private void claim(Path mirror) {
    DiskShares.Share share = unclaimed.remove(mirror);
    if (share != null) {
      share.close();
    }
  }

  /** Without their key, nobody finds the mirrors that are there. */
  private FingerprintKey startOver() {
    FingerprintKey fresh = FingerprintKey.random();
    try {
      MirrorStore.removeAll(storage);
      fresh.save(storage.resolve(KEY));
      return fresh;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * The mirror of a remote, for one run of the object on whose behalf it is: its credentials are
   * there as long as it is. Whatever else is kept is shared by all who have the same access.
   */
  public GitMirror mirror(GitRemote remote, Holder holder) {
    KeptAccess access = hold(remote, holder);
    RemoteEndpoint endpoint =
        new RemoteEndpoint(remote, connections, access.memory(), holder.namespace());
    MirrorHold hold =
        new MirrorHold(
            access.store(), holder, workers, shares, disk, () -> accepted(access, holder));
    return new GitMirror(new LocalCopy(endpoint, hold, access.memory()), access.queues());
  }

  /** Lets go of what is kept for an object that is gone. */
  public synchronized void release(Holder holder) {
    Held last = held.remove(holder);
    if (last != null) {
      last.all().forEach(access -> letGo(access, holder));
    }
  }

  private synchronized KeptAccess hold(GitRemote remote, Holder holder) {
    AccessIdentity identity = AccessIdentity.of(remote, key);
    KeptAccess access = accesses.get(identity.access());
    if (access == null) {
      access =
          new KeptAccess(
              identity,
              open(remote, identity, holder),
              new RemoteMemory(remote),
              new PushQueues(clock, random));
      accesses.put(identity.access(), access);
    }
    access.holders().add(holder);
    if (!holder.equals(Holder.PROCESS)) { // which may use several at once
      move(holder, access);
    }
    return access;
  }

  private MirrorStore open(GitRemote remote, AccessIdentity identity, Holder holder) {
    Path mirror = storage.resolve(identity.access() + MirrorStore.SUFFIX);
    try {
      removeUnused();
      claim(mirror);
      return MirrorStore.open(mirror, markers, disk.open(holder.namespace()), holder.namespace());
    } catch (UncheckedIOException cause) {
      throw GitFailures.storage("opening the local copy of '%s'".formatted(remote.url()), cause);
    }
  }

  /** The object no longer uses what it held; of that, a mirror may be of use to it yet. */
  private void move(Holder holder, KeptAccess access) {
    Held last = held.get(holder);
    if (last == null) {
      held.put(holder, new Held(access, Optional.empty()));
      return;
    }
    if (last.current() == access) {
      return;
    }
    Optional<KeptAccess> former = Optional.of(last.current()).filter(left -> isSeed(left, access));
    if (former.isEmpty()) {
      former = last.former().filter(left -> isSeed(left, access));
    }
    held.put(holder, new Held(access, former));
    for (KeptAccess left : last.all()) {
      if (left != access && former.filter(left::equals).isEmpty()) {
        letGo(left, holder);
      }
    }
  }

  /** Whether only the secret differs, and there is something to take over. */
  private static boolean isSeed(KeptAccess former, KeptAccess access) {
    return former != access
        && former.identity().place().equals(access.identity().place())
        && !former.store().heads().isEmpty();
  }

  private void letGo(KeptAccess access, Holder holder) {
    access.holders().remove(holder);
    if (access.holders().isEmpty() && accesses.remove(access.identity().access(), access)) {
      access.store().discard();
    }
  }

  /**
   * The server has let an access in: its mirror begins with what its object was shown before its
   * secret changed.
   */
  private void accepted(KeptAccess access, Holder holder) {
    Optional<KeptAccess> former = formerOf(access, holder);
    if (former.isPresent()) {
      access.store().takeOver(former.get().store());
      forgetFormer(access, holder);
    }
  }

  private synchronized Optional<KeptAccess> formerOf(KeptAccess access, Holder holder) {
    return Optional.ofNullable(held.get(holder))
        .filter(one -> one.current() == access)
        .flatMap(Held::former);
  }

  private synchronized void forgetFormer(KeptAccess access, Holder holder) {
    formerOf(access, holder)
        .ifPresent(former -> {
          held.put(holder, new Held(access, Optional.empty()));
          letGo(former, holder);
        });
  }

  @Override
  public synchronized void close() {
    accesses.values().forEach(access -> access.store().close());
    accesses.clear();
    held.clear();
  }
}
