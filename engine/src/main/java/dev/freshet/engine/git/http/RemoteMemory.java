package dev.freshet.engine.git.http;

import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.ref.Revision;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is kept of a remote's server between runs: where and how it answers, and what it was found
 * to have. Not its credentials.
 */
public final class RemoteMemory {
  /** Which protocol the server answers listings with. */
  enum Protocol {
    UNKNOWN,
    VERSION_0,
    VERSION_2
  }

  /** Commits are what users write; they may change their minds all day. */
  private static final int MOST_PROVEN = 1000;

  /** Commits named by their ids that were here, and on their branches. */
  private final Set<Revision> proven = ConcurrentHashMap.newKeySet();

  private final String original;
  private volatile String address;
  private volatile Protocol protocol = Protocol.UNKNOWN;

  public RemoteMemory(GitRemote remote) {
    this.original =
        remote.url().endsWith("/")
            ? remote.url().substring(0, remote.url().length() - 1)
            : remote.url();
    this.address = original;
  }

  public boolean isProven(Revision revision) {
    return proven.contains(revision);
  }

  public void proven(Revision revision) {
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
