package dev.freshet.engine.artifact;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** How large artifacts may become. Flux's other controllers refuse far smaller ones. */
final class ArtifactBounds {
  /** One artifact as it is stored. */
  static final long PACKED = 1L << 30;

  /** One artifact before it is packed; who includes it has to unpack it. */
  static final long UNPACKED = 4L << 30;

  /** Directories inside each other. */
  static final int DEPTH = 1024;

  /** A file of patterns. */
  static final int RULES = 1 << 20;

  /** The records of a long name in a tar. */
  static final int RECORDS = 1 << 16;

  private ArtifactBounds() {}

  /** Refuses to write more than so many bytes. */
  static OutputStream atMost(long most, String what, OutputStream target) {
    return new Bounded(target, most, what);
  }

  private static final class Bounded extends FilterOutputStream {
    private final long most;
    private final String what;
    private long written;

    Bounded(OutputStream target, long most, String what) {
      super(target);
      this.most = most;
      this.what = what;
    }

    @Override
    public void write(int one) throws IOException {
      grow(1);
      out.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      grow(length);
      out.write(bytes, offset, length);
    }

    private void grow(int bytes) throws IOException {
      written += bytes;
      if (written > most) {
        throw new IOException("%s would take more than %d bytes".formatted(what, most));
      }
    }
  }
}
