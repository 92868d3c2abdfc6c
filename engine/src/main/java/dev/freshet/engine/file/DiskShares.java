package dev.freshet.engine.file;

import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of the storage each namespace may take up: so many times what is left for the others, so
 * that whoever has little may always have more, and all together never more than there is.
 */
public final class DiskShares {
  /** A lone namespace may have three quarters; of the last quarter the next one, and so on. */
  private static final int TIMES_THE_REST = 3;

  /** Counted in steps, so that a stream does not ask with each of its blocks. */
  private static final long STEP = 1 << 18;

  private final DiskSize size;

  /** Guarded by this. */
  private final Map<String, Long> byNamespace = new HashMap<>();

  /** Guarded by this. */
  private long all;

  public DiskShares(DiskSize size) {
    this.size = size;
  }

  /** What something of the namespace takes up, which is nothing yet. */
  public Share open(String namespace) {
    return new Share(namespace);
  }

  private synchronized void change(String namespace, long by) {
    all += by;
    byNamespace.merge(namespace, by, Long::sum);
    byNamespace.remove(namespace, 0L);
  }

  private synchronized void reserve(String namespace, long bytes) throws DiskShareException {
    long own = byNamespace.getOrDefault(namespace, 0L);
    if (own + bytes > TIMES_THE_REST * (size.bytes() - all - bytes)) {
      throw new DiskShareException(namespace, own, all, size.bytes());
    }
    change(namespace, bytes);
  }

  /** What one thing takes up, until it is closed because it is gone. */
  public final class Share implements AutoCloseable {
    private final String namespace;

    /** Guarded by this. */
    private long bytes;

    /** What counts; guarded by this. */
    private long reserved;

    private Share(String namespace) {
      this.namespace = namespace;
    }

    /** Takes up so many bytes more. */
    public synchronized void grow(long more) throws DiskShareException {
      if (bytes + more > reserved) {
        long step = Math.max(STEP, bytes + more - reserved);
        reserve(namespace, step);
        reserved += step;
      }
      bytes += more;
    }

    /** Takes up so much, as was found out; it is there, whether it should or not. */
    public synchronized void found(long now) {
      change(namespace, now - reserved);
      bytes = now;
      reserved = now;
    }

    /** The same stream, as long as there is room for what is written to it. */
    public OutputStream of(OutputStream target) {
      return new CountedOutput(target, this::grow);
    }

    @Override
    public void close() {
      found(0);
    }
  }
}
