package dev.freshet.engine.state;

import dev.freshet.api.kind.ObjectKey;
import dev.freshet.engine.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects that were being run when a process ran out of memory, and how often. One that then
 * runs to its end is none any more; one that was there each time of three is not run again before
 * its spec changes, or a process has more memory.
 */
public final class Suspects {
  /** How often the memory may run out with an object under way. */
  public static final int MOST = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);
  private static final long LONGEST = 1 << 20;
  private static final String ANY_SPEC = "-";

  /**
   * @param times how often the memory ran out
   * @param memory the most a process had then
   * @param spec tells one spec from another; {@link #ANY_SPEC} before the first run after that
   */
  private record Suspicion(int times, long memory, String spec) {}

  private final Path file;
  private final long memory;
  private final Map<String, Suspicion> known = new ConcurrentSkipListMap<>();

  private Suspects(Path file, long memory) {
    this.file = file;
    this.memory = memory;
  }

  /**
   * Those known from before, and those of the last process.
   *
   * @param memory the most this process can have
   */
  static Suspects of(Path file, long memory, Set<String> whenMemoryRanOut) {
    var suspects = new Suspects(file, memory);
    suspects.read();
    if (!whenMemoryRanOut.isEmpty()) {
      LOG.warn("the last process ran out of memory; under way were {}", whenMemoryRanOut);
      whenMemoryRanOut.forEach(suspects::suspect);
      suspects.write();
    }
    return suspects;
  }

  private void suspect(String object) {
    known.merge(
        object,
        new Suspicion(1, memory, ANY_SPEC),
        (old, one) ->
            old.memory() < memory ? one : new Suspicion(old.times() + 1, memory, old.spec()));
  }

  /** How often the memory ran out with the object under way, since it last ran to an end. */
  public int times(ObjectKey object) {
    Suspicion suspicion = known.get(object.toString());
    return suspicion == null ? 0 : suspicion.times();
  }

  /**
   * Whether the object is not to be run.
   *
   * @param spec tells the spec it has now from any other
   */
  public boolean isTooMuch(ObjectKey object, String spec) {
    Suspicion suspicion = known.get(object.toString());
    if (suspicion == null) {
      return false;
    }
    if (suspicion.memory() < memory
        || !(suspicion.spec().equals(ANY_SPEC) || suspicion.spec().equals(spec))) {
      clear(object);
      return false;
    }
    if (suspicion.spec().equals(ANY_SPEC)) {
      known.put(object.toString(), new Suspicion(suspicion.times(), suspicion.memory(), spec));
      write();
    }
    return suspicion.times() >= MOST;
  }

  /** The object has run to an end, or is gone. */
  public void clear(ObjectKey object) {
    if (known.remove(object.toString()) != null) {
      write();
    }
  }

  private void read() {
    try {
      if (Files.size(file) <= LONGEST) {
        Files.readString(file, StandardCharsets.ISO_8859_1).lines().forEach(this::read);
      }
    } catch (NoSuchFileException _) {
      // There never was a suspect.
    } catch (IOException unreadable) {
      LOG.warn(
          "the objects that ran out of memory before are not known: {}", unreadable.toString());
    }
  }

  /** A damaged line is nobody's. */
  private void read(String line) {
    String[] parts = line.split(" ", 4);
    if (parts.length == 4) {
      try {
        var suspicion =
            new Suspicion(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), parts[2]);
        if (UnderWay.OBJECT.matcher(parts[3]).matches()) {
          known.put(parts[3], suspicion);
        }
      } catch (NumberFormatException _) {
        // Nobody's, as said.
      }
    }
  }

  private synchronized void write() {
    var text = new StringBuilder();
    known.forEach((object, suspicion) ->
        text.append(suspicion.times())
            .append(' ')
            .append(suspicion.memory())
            .append(' ')
            .append(suspicion.spec())
            .append(' ')
            .append(object)
            .append('\n'));
    try {
      AtomicFile.writeRebuildable(file, text.toString().getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException full) {
      LOG.warn("the objects that ran out of memory are not kept: {}", full.toString());
    }
  }
}
