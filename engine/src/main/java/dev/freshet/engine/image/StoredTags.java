package dev.freshet.engine.image;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.ledger.LedgerEntry;
import dev.freshet.engine.ledger.LedgerException;
import dev.freshet.engine.work.HeapShareException;
import dev.freshet.engine.work.HeapShares;
import java.util.List;

/** What the ledger has, for those who select among it, in a share of the memory. */
final class StoredTags {
  private final Ledger ledger;
  private final HeapShares memory;

  StoredTags(Ledger ledger, HeapShares memory) {
    this.ledger = ledger;
    this.memory = memory;
  }

  /**
   * What the repository's last scan found, empty before its first of this image.
   *
   * @param namespace of whoever selects
   */
  Listed of(String namespace, ImageRepository repository, ImageName image) {
    var user = new User(Thread.currentThread());
    HeapShares.Share share = memory.open(namespace, user::giveUp);
    boolean read = false;
    try {
      share.take(ledger.weight(repository.metadata().key()), repository.scanTimeout());
      List<Tag> tags =
          ledger.read(repository.metadata().key(), image).map(LedgerEntry::tags).orElse(List.of());
      read = true;
      return new Listed(tags, share, user);
    } catch (LedgerException cause) {
      throw ImagePolicyFailures.reading(cause);
    } catch (HeapShareException cause) {
      throw ImagePolicyFailures.reading(cause);
    } finally {
      if (!read) {
        user.end();
        share.close();
      }
    }
  }

  /** Tags, and the memory for them and what is made of them until it is closed. */
  record Listed(List<Tag> tags, HeapShares.Share memory, User user) implements AutoCloseable {
    @Override
    public void close() {
      user.end();
      memory.close();
    }
  }

  /** Who has the tags in hand, and perhaps waits for a server that does not answer. */
  static final class User {
    private final Thread thread;
    private boolean ended;
    private boolean givenUp;

    private User(Thread thread) {
      this.thread = thread;
    }

    private synchronized void giveUp() {
      if (!ended) {
        givenUp = true;
        thread.interrupt();
      }
    }

    /** What the thread does next is another matter. */
    private synchronized void end() {
      ended = true;
      if (givenUp) {
        var _ = Thread.interrupted();
      }
    }
  }
}
