package dev.freshet.engine.git.store;

import dev.freshet.core.Cutoff;
import dev.freshet.engine.file.DiskShareException;
import dev.freshet.engine.file.DiskShares;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.failure.GitException.Problem;
import dev.freshet.engine.git.tree.MemoryShares;
import dev.freshet.engine.git.tree.RepositoryBounds;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Measures a pack as it comes in, ahead of JGit, which would take from its headers how much memory
 * to use. What is beyond the bounds is refused before JGit has seen it.
 *
 * <p>JGit puts deltas together depth first and may keep everything on the way from a whole object
 * to a delta, so that the sizes along the longest such way are what it needs.
 */
final class PackGauge extends FilterInputStream {
  /** JGit's notes of an object of the pack, and those of this class. */
  private static final int BYTES_OF_AN_OBJECT = 160;

  private static final int HEADER = 12;
  private static final int COUNT_AT = 8;

  /** The sizes of base and result stand at the start of a delta, in at most so many bytes. */
  private static final int DELTA_HEADER = 20;

  private static final int MOST_BITS = 56;
  private static final byte[] SIGNATURE = {'P', 'A', 'C', 'K'};
  private static final String WHAT = "what was fetched";

  private enum State {
    HEADER,
    TYPE,
    MORE_OF_SIZE,
    OFFSET,
    BASE,
    DATA,
    END
  }

  private final long mostBytes;
  private final DiskShares.Share disk;
  private final MemoryShares.Share share;
  private final ToLongFunction<ObjectId> sizeHere;
  private final Inflater inflater = new Inflater();
  private final byte[] scratch = new byte[1 << 13];
  private final byte[] collected = new byte[Constants.OBJECT_ID_LENGTH];
  private final byte[] one = new byte[1];

  private State state = State.HEADER;
  private int gathered;
  private long position;
  private long inflated;
  private long objects;
  private long taken;

  /** Of the objects so far: where each begins, and what it takes to put it together. */
  private long[] starts = new long[64];

  private long[] weights = new long[64];
  private int[] depths = new int[64];
  private int seen;

  private long start;
  private int type;
  private long size;
  private int shift;
  private long offset;
  private long dataBytes;

  /** What the heaviest way takes; deltas on bases by name may all stand on one another. */
  private long heaviest;

  private long named;
  private long largestNamed;
  private long largestWhole;
  private long largestDelta;

  /**
   * @param mostBytes how long the pack may be
   * @param disk grows with the pack
   * @param sizeHere how large an object is that is here already; 0 when it is not
   */
  PackGauge(
      InputStream in,
      long mostBytes,
      DiskShares.Share disk,
      MemoryShares.Share share,
      ToLongFunction<ObjectId> sizeHere) {
    super(in);
    this.mostBytes = mostBytes;
    this.disk = disk;
    this.share = share;
    this.sizeHere = sizeHere;
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int read = in.read(target, from, length);
    if (read > 0) {
      grow(read);
      measure(target, from, from + read);
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    super.close();
  }

  private void grow(int bytes) {
    try {
      disk.grow(bytes);
    } catch (DiskShareException full) {
      throw new GitException(Problem.TOO_LARGE, String.valueOf(full.getMessage()), full);
    }
  }

  private void measure(byte[] bytes, int from, int to) throws IOException {
    Cutoff.check();
    int at = from;
    while (at < to && state != State.END) {
      int before = at;
      at = state == State.DATA ? data(bytes, at, to) : header(bytes, at);
      position += at - before;
      if (position > mostBytes) {
        throw RepositoryBounds.exceeded(
            "more to fetch than there is room for, in bytes", mostBytes);
      }
    }
  }

  private int header(byte[] bytes, int at) throws IOException {
    int next = bytes[at] & 0xFF;
    switch (state) {
      case HEADER -> packHeader(next);
      case TYPE -> {
        start = position;
        type = next >> 4 & 7;
        size = next & 15;
        shift = 4;
        sized(next);
      }
      case MORE_OF_SIZE -> {
        requireShort();
        size += (long) (next & 0x7F) << shift;
        shift += 7;
        sized(next);
      }
      case OFFSET -> {
        requireShort();
        offset = (gathered == 0 ? 0 : (offset + 1) << 7) + (next & 0x7F);
        gathered++;
        shift += 7;
        if ((next & 0x80) == 0) {
          data();
        }
      }
      case BASE -> {
        collected[gathered++] = (byte) next;
        if (gathered == Constants.OBJECT_ID_LENGTH) {
          largestNamed =
              Math.max(largestNamed, sizeHere.applyAsLong(ObjectId.fromRaw(collected, 0)));
          data();
        }
      }
      case DATA, END -> throw new IllegalStateException("not in a header");
    }
    return at + 1;
  }

  private void packHeader(int next) throws IOException {
    if (gathered < SIGNATURE.length && next != SIGNATURE[gathered]) {
      throw malformed();
    }
    if (gathered >= COUNT_AT) {
      objects = objects << 8 | next;
    }
    if (++gathered == HEADER) {
      share.take(objects * BYTES_OF_AN_OBJECT, WHAT + ", %d objects,".formatted(objects));
      next();
    }
  }

  private void requireShort() throws IOException {
    if (shift > MOST_BITS) {
      throw malformed();
    }
  }

  private void sized(int next) throws IOException {
    if ((next & 0x80) != 0) {
      state = State.MORE_OF_SIZE;
      return;
    }
    if (size > RepositoryBounds.OBJECT_BYTES) {
      throw RepositoryBounds.exceeded(
          "an object of %d bytes".formatted(size), RepositoryBounds.OBJECT_BYTES);
    }
    gathered = 0;
    shift = 0;
    switch (type) {
      case Constants.OBJ_BLOB -> data();
      case Constants.OBJ_COMMIT, Constants.OBJ_TREE, Constants.OBJ_TAG -> {
        if (size > RepositoryBounds.STRUCTURE_BYTES) {
          throw RepositoryBounds.exceeded(
              "a %s of %d bytes".formatted(Constants.typeString(type), size),
              RepositoryBounds.STRUCTURE_BYTES);
        }
        data();
      }
      case Constants.OBJ_OFS_DELTA -> state = State.OFFSET;
      case Constants.OBJ_REF_DELTA -> state = State.BASE;
      default -> throw malformed();
    }
  }

  private void data() {
    state = State.DATA;
    gathered = 0;
    dataBytes = 0;
    inflater.reset();
  }

  private int data(byte[] bytes, int from, int to) throws IOException {
    inflater.setInput(bytes, from, to - from);
    try {
      for (int read = inflater.inflate(scratch); read > 0; read = inflater.inflate(scratch)) {
        Cutoff.check();
        inflated(read);
      }
    } catch (DataFormatException _) {
      throw malformed();
    }
    int at = to - inflater.getRemaining();
    if (inflater.finished()) {
      endOfObject();
    } else if (inflater.needsDictionary()) {
      throw malformed();
    }
    return at;
  }

  private void inflated(int read) throws IOException {
    int wanted = Math.min(read, DELTA_HEADER - gathered);
    if (wanted > 0) {
      System.arraycopy(scratch, 0, collected, gathered, wanted);
      gathered += wanted;
    }
    dataBytes += read;
    inflated += read;
    if (dataBytes > size) {
      throw malformed();
    }
    long most = RepositoryBounds.INFLATED_BYTES + (position + 1) * RepositoryBounds.INFLATION;
    if (inflated > most) {
      throw RepositoryBounds.exceeded(
          "a pack that inflates to more bytes than any honest one", most);
    }
  }

  private void endOfObject() throws IOException {
    if (seen == starts.length) {
      starts = Arrays.copyOf(starts, seen * 2);
      weights = Arrays.copyOf(weights, seen * 2);
      depths = Arrays.copyOf(depths, seen * 2);
    }
    starts[seen] = start;
    switch (type) {
      case Constants.OBJ_OFS_DELTA -> {
        int base = Arrays.binarySearch(starts, 0, seen, start - offset);
        if (base < 0) {
          throw malformed();
        }
        weights[seen] = weights[base] + resultSize();
        depths[seen] = depths[base] + 1;
        heaviest = Math.max(heaviest, weights[seen]);
        largestDelta = Math.max(largestDelta, size);
      }
      case Constants.OBJ_REF_DELTA -> {
        named += resultSize();
        weights[seen] = resultSize();
        largestDelta = Math.max(largestDelta, size);
      }
      default -> {
        weights[seen] = size;
        largestWhole = Math.max(largestWhole, size);
        if (type != Constants.OBJ_BLOB) {
          heaviest = Math.max(heaviest, size);
        }
      }
    }
    if (depths[seen] > RepositoryBounds.DELTA_DEPTH) {
      throw RepositoryBounds.exceeded("an object behind more deltas", RepositoryBounds.DELTA_DEPTH);
    }
    seen++;
    weigh();
    next();
  }

  /** What JGit takes beside its notes; grows only. */
  private void weigh() {
    long standing = named == 0 ? 0 : named + Math.max(largestNamed, largestWhole);
    long needed = heaviest + standing + largestDelta;
    if (needed > taken) {
      share.take(needed - taken, WHAT + ", put together from deltas,");
      taken = needed;
    }
  }

  private void next() {
    state = seen < objects ? State.TYPE : State.END;
  }

  /** The second number of a delta. */
  private long resultSize() throws IOException {
    int at = 0;
    while (at < gathered && collected[at] < 0) {
      at++;
    }
    long result = 0;
    int bits = 0;
    for (at++; at < gathered; at++) {
      result |= (long) (collected[at] & 0x7F) << bits;
      bits += 7;
      if (collected[at] >= 0) {
        if (result > RepositoryBounds.OBJECT_BYTES) {
          throw RepositoryBounds.exceeded(
              "an object of %d bytes".formatted(result), RepositoryBounds.OBJECT_BYTES);
        }
        return result;
      }
      if (bits > MOST_BITS) {
        break;
      }
    }
    throw malformed();
  }

  private static IOException malformed() {
    return new IOException("the server sent a malformed pack");
  }
}
