package dev.freshet.engine.git;

import dev.freshet.engine.access.Holder;
import dev.freshet.engine.git.access.AccessIdentity;
import dev.freshet.engine.git.http.RemoteMemory;
import dev.freshet.engine.git.push.PushQueues;
import dev.freshet.engine.git.store.MirrorStore;
import java.util.HashSet;
import java.util.Set;

/** One access, what is kept for it, and for whom. Guarded by the mirrors it belongs to. */
public final class KeptAccess {
  private final AccessIdentity identity;
  private final MirrorStore store;
  private final RemoteMemory memory;
  private final PushQueues queues;
  private final Set<Holder> holders = new HashSet<>();

  KeptAccess(AccessIdentity identity, MirrorStore store, RemoteMemory memory, PushQueues queues) {
    this.identity = identity;
    this.store = store;
    this.memory = memory;
    this.queues = queues;
  }

  AccessIdentity identity() {
    return identity;
  }

  MirrorStore store() {
    return store;
  }

  PushQueues queues() {
    return queues;
  }

  RemoteMemory memory() {
    return memory;
  }

  Set<Holder> holders() {
    return holders;
  }
}
