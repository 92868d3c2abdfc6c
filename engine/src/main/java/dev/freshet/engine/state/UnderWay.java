package dev.freshet.engine.state;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.engine.file.DiskProblem;
import dev.freshet.engine.work.OutOfMemory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The objects whose runs are under way. A process that has run out of memory writes them, before it
 * ends, into a file that was opened when it began; the next process reads it. So a run costs no
 * write, and nothing is held against the runs of a process that was killed.
 */
public final class UnderWay implements AutoCloseable {
  private static final long LONGEST = 1 << 20;
  private static final byte[] NOTHING = {};

  /** What an object prints as; other lines are damaged. */
  static final Pattern OBJECT = Pattern.compile("[A-Za-z]+ [-a-z0-9.]+/[-a-z0-9.]+");

  /** Closed when the run has ended. */
  public interface Mark extends AutoCloseable {
    @Override
    void close();
  }

  private final Set<String> whenMemoryRanOut;
  private final RandomAccessFile file;

  /** A line for each run, and empty ones; changed under this, and read without. */
  private volatile byte[][] lines = {NOTHING};

  private UnderWay(RandomAccessFile file, Set<String> whenMemoryRanOut) {
    this.file = file;
    this.whenMemoryRanOut = Set.copyOf(whenMemoryRanOut);
  }

  /** Reads what the last process left, and begins anew. */
  static UnderWay open(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Set<String> left = read(path);
      var file = new RandomAccessFile(path.toFile(), "rw");
      file.setLength(0);
      return new UnderWay(file, left);
    } catch (IOException cause) {
      throw new ReasonedException(
          Reason.FAILED, "open a file in the state folder: " + DiskProblem.of(cause), cause);
    }
  }

  private static Set<String> read(Path path) throws IOException {
    Set<String> objects = new HashSet<>();
    try {
      if (Files.size(path) <= LONGEST) {
        Files.readString(path, StandardCharsets.ISO_8859_1)
            .lines()
            .filter(line -> OBJECT.matcher(line).matches())
            .forEach(objects::add);
      }
    } catch (NoSuchFileException _) {
      // No process has been here.
    }
    return objects;
  }

  /** What the last process had under way, if it ended because it had run out of memory. */
  public Set<String> whenMemoryRanOut() {
    return whenMemoryRanOut;
  }

  /** A run begins. */
  public Mark begin(ObjectKey object) {
    byte[] line = (object + "\n").getBytes(StandardCharsets.ISO_8859_1);
    int at = place(line);
    return () -> clear(at);
  }

  private synchronized void clear(int at) {
    lines[at] = NOTHING;
  }

  private synchronized int place(byte[] line) {
    int at = 0;
    while (at < lines.length && lines[at].length > 0) {
      at++;
    }
    if (at == lines.length) {
      byte[][] longer = Arrays.copyOf(lines, 2 * at);
      Arrays.fill(longer, at, longer.length, NOTHING);
      lines = longer;
    }
    lines[at] = line;
    return at;
  }

  /** Writes what is under way for the next process. Needs no memory. */
  public void memoryRanOut() {
    try {
      for (byte[] line : lines) {
        file.write(line);
      }
    } catch (IOException _) {
      // The disk is full too: then it is not remembered.
    }
  }

  /** Says on standard error what is under way. Needs no memory. */
  public void say() {
    for (byte[] line : lines) {
      OutOfMemory.say(line);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
