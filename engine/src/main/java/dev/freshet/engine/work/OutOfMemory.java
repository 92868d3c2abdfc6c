package dev.freshet.engine.work;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The end of a process whose memory has run out. Whoever gets the error is rarely who used the
 * memory, and a thread that died of it is missed by the rest, so nothing goes on: every place that
 * catches what it did not foresee asks {@link #endOn} first.
 *
 * <p>The JVM could end the process by itself ({@code -XX:+ExitOnOutOfMemoryError}), but then
 * nothing would say what was under way, and the object that needs so much memory would be run again
 * and again. Nothing here needs memory that was not there from the start.
 */
public final class OutOfMemory {
  /** What the process ends with, and never for another reason. */
  public static final int EXIT_CODE = 4;

  /** A chain of causes may be a ring. */
  private static final int DEEPEST = 16;

  /** Less than this part of the heap is as good as none. */
  private static final int SHORT = 33;

  private static final byte[] MESSAGE =
      ("✗ out of memory; what is named above, if anything is, was under way; give the process"
              + " more, with a larger -Xmx in FRESHET_JAVA_OPTS\n")
          .getBytes(StandardCharsets.UTF_8);
  private static final FileOutputStream ERR = new FileOutputStream(FileDescriptor.err);

  private static volatile Runnable lastAct = () -> {};

  private OutOfMemory() {}

  /** Ends the process when this is an error for lack of memory, or comes of one; else returns. */
  public static void endOn(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof OutOfMemoryError) {
        end();
      }
      cause = cause.getCause();
    }
  }

  /** To be called while there is memory: what the end needs is loaded then. */
  public static void prepare() {
    endOn(new IllegalStateException());
  }

  /**
   * Ends the process when there is next to no memory left. A collector that finds a little each
   * time can keep all threads waiting for good, and nobody ever gets the error.
   */
  public static void endWhenShort() {
    Runtime memory = Runtime.getRuntime();
    long free = memory.maxMemory() - memory.totalMemory() + memory.freeMemory();
    if (free < memory.maxMemory() / SHORT) {
      end();
    }
  }

  /** What is done before the process ends, in place of any earlier act; it must need no memory. */
  public static void beforeTheEnd(Runnable act) {
    lastAct = act;
  }

  /** Shows bytes on standard error, as far as that works. */
  public static void say(byte[] text) {
    try {
      ERR.write(text);
    } catch (IOException _) {
      // Nobody listens.
    }
  }

  /** One thread at a time: the others wait for the end. */
  private static synchronized void end() {
    try {
      lastAct.run();
      say(MESSAGE);
    } catch (Throwable _) {
      // The process ends, whatever is in the way.
    } finally {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
