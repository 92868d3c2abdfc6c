package dev.freshet.engine.artifact;

import dev.freshet.engine.file.CountedOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

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
    var written = new AtomicLong();
    return new CountedOutput(
        target,
        more -> {
          if (written.addAndGet(more) > most) {
            throw new IOException("%s would take more than %d bytes".formatted(what, most));
          }
        });
  }
}
