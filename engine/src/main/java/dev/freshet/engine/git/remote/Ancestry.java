package dev.freshet.engine.git.remote;

import dev.freshet.engine.git.ref.Checkout;
import dev.freshet.engine.git.store.MirrorStore;
import java.io.IOException;
import java.time.Instant;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Whether a commit that is here led to the head of a branch. Brings no more of the branch's history
 * than it takes.
 */
public record Ancestry(MirrorStore store, ObjectId commit, Checkout head) {

  boolean holds(RemoteSession session) throws IOException {
    if (commit.equals(head.commit()) || isSeen()) {
      return true;
    }
    try {
      session.fetchSince(store, head, committed());
    } catch (TransportException _) {
      // Not every server can, and none when all is older; the whole history tells as well.
    }
    if (isSeen()) {
      return true;
    }
    session.fetchHistory(store, head);
    return isSeen();
  }

  private boolean isSeen() throws IOException {
    try (RevWalk walk = new RevWalk(store.repository())) {
      return store.hasCommit(head.commit())
          && walk.isMergedInto(walk.parseCommit(commit), walk.parseCommit(head.commit()));
    }
  }

  private Instant committed() throws IOException {
    try (RevWalk walk = new RevWalk(store.repository())) {
      return Instant.ofEpochSecond(walk.parseCommit(commit).getCommitTime());
    }
  }
}
