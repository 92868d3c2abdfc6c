package dev.freshet.engine.git;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is kept of a remote between runs: the local copy, where and how it answers, who waits to
 * push. Not its credentials.
 */
final class RemoteMemory {
  /** Which protocol the server answers listings with. */
  enum Protocol {
    UNKNOWN,
    VERSION_0,
    VERSION_2
  }

  /** Branches and commits are what users write; they may change their minds all day. */
  private static final int MOST_QUEUES = 100;

  private static final int MOST_PROVEN = 1000;

  private final MirrorStore store;
  private final Map<String, PushQueue> queues = new ConcurrentHashMap<>();

  /** Commits named by their ids that were here, and on their branches. */
  private final Set<Revision> proven = ConcurrentHashMap.newKeySet();

  private final String original;
  private volatile String address;
  private volatile Protocol protocol = Protocol.UNKNOWN;

  RemoteMemory(GitRemote remote, MirrorStore store) {
    this.store = store;
    this.original =
        remote.url().endsWith("/")
            ? remote.url().substring(0, remote.url().length() - 1)
            : remote.url();
    this.address = original;
  }

  MirrorStore store() {
    return store;
  }

  PushQueue queue(String branch) {
    if (queues.size() >= MOST_QUEUES) {
      queues.values().removeIf(PushQueue::isIdle);
    }
    return queues.computeIfAbsent(branch, PushQueue::new);
  }

  boolean isProven(Revision revision) {
    return proven.contains(revision);
  }

  void proven(Revision revision) {
    if (proven.size() >= MOST_PROVEN) {
      proven.clear(); // it costs a look to find out again
    }
    proven.add(revision);
  }

  Protocol protocol() {
    return protocol;
  }

  void speaks(Protocol learnt) {
    protocol = learnt;
  }

  /** Where the repository is by its URL. */
  String original() {
    return original;
  }

  /** Where the repository is, after the redirects that led to an answer. */
  String address() {
    return address;
  }

  void movedTo(String other) {
    address = other;
  }
}
