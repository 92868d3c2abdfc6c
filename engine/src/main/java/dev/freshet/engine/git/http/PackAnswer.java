package dev.freshet.engine.git.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * What {@code git-upload-pack} answers, packet by packet, without the progress it tells of. What is
 * no part of the pack counts as kept in memory; of the pack the size is bounded, and the number of
 * objects that it claims to hold, for which JGit makes room before it has seen any.
 */
final class PackAnswer extends InputStream {
  private static final int PACK = 1;
  private static final int PROGRESS = 2;
  private static final int MOST_OBJECTS = 4_000_000;
  private static final long MOST_PACK_BYTES = 8L << 30;
  private static final int HEADER = 12;

  private final InputStream in;
  private final AnswerBudget.Share share;

  /** The start of a packet, which is known but not yet handed on. */
  private final byte[] start = new byte[5];

  private int startAt;
  private int startEnd;

  /** What comes after the start of the packet. */
  private long left;

  private boolean isPack;
  private long packBytes;
  private long objects;

  PackAnswer(InputStream in, AnswerBudget.Share share) {
    this.in = in;
    this.share = share;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (startAt == startEnd && left == 0 && !next()) {
      return -1;
    }
    if (startAt < startEnd) {
      int bytes = Math.min(length, startEnd - startAt);
      System.arraycopy(start, startAt, buffer, offset, bytes);
      startAt += bytes;
      return bytes;
    }
    int bytes = in.read(buffer, offset, (int) Math.min(length, left));
    if (bytes < 0) {
      left = 0;
      return -1;
    }
    left -= bytes;
    if (isPack) {
      pack(buffer, offset, bytes);
    }
    return bytes;
  }

  /** Reads the start of the next packet that is not progress; false at the end. */
  private boolean next() throws IOException {
    do {
      startAt = 0;
      startEnd = in.readNBytes(start, 0, 4);
      if (startEnd == 0) {
        return false;
      }
      int length = startEnd < 4 ? -1 : length();
      if (length < 0) {
        // No packet: the bare pack of a server without bands, or nonsense, which JGit will notice.
        isPack = true;
        left = Long.MAX_VALUE;
        pack(start, 0, startEnd);
        return true;
      }
      startEnd += length <= 4 ? 0 : in.readNBytes(start, 4, 1);
      left = Math.max(0, length - 5);
      isPack = startEnd == 5 && start[4] == PACK;
      if (!isPack && !isProgress()) {
        share.take(Math.max(4, length));
      }
    } while (isProgress() && skipped());
    return true;
  }

  private boolean isProgress() {
    return startEnd == 5 && start[4] == PROGRESS;
  }

  private boolean skipped() throws IOException {
    in.skipNBytes(left);
    left = 0;
    return true;
  }

  private int length() {
    int length = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(start[i], 16);
      if (digit < 0) {
        return -1;
      }
      length = (length << 4) | digit;
    }
    return length;
  }

  private void pack(byte[] buffer, int offset, int bytes) throws AnswerException {
    for (int i = 0; i < bytes && packBytes + i < HEADER; i++) {
      if (packBytes + i >= HEADER - 4) {
        objects = (objects << 8) | (buffer[offset + i] & 0xff);
      }
    }
    packBytes += bytes;
    if (packBytes >= HEADER && objects > MOST_OBJECTS) {
      throw AnswerException.of(
          "the server sends %d objects, and more than %d are not taken"
              .formatted(objects, MOST_OBJECTS));
    }
    if (packBytes > MOST_PACK_BYTES) {
      throw AnswerException.of(
          "the server sends a pack of more than %d GiB".formatted(MOST_PACK_BYTES >> 30));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
