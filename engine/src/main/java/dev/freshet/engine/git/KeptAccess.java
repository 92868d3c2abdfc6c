package dev.freshet.engine.git;

import dev.freshet.engine.access.Holder;
import java.util.HashSet;
import java.util.Set;

/** One access, what is kept for it, and for whom. Guarded by the mirrors it belongs to. */
final class KeptAccess {
  private final AccessIdentity identity;
  private final RemoteMemory memory;
  private final Set<Holder> holders = new HashSet<>();

  KeptAccess(AccessIdentity identity, RemoteMemory memory) {
    this.identity = identity;
    this.memory = memory;
  }

  AccessIdentity identity() {
    return identity;
  }

  RemoteMemory memory() {
    return memory;
  }

  Set<Holder> holders() {
    return holders;
  }
}
