package dev.freshet.engine.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An answer whose bytes are counted as they are read, by whoever may find them too many. */
public final class CountedInput extends FilterInputStream {
  private static final int STEP = 1 << 13;

  private final Count count;

  /** Takes note of so many bytes more, or refuses the answer for them. */
  @FunctionalInterface
  public interface Count {
    void take(long bytes) throws IOException;
  }

  public CountedInput(InputStream answer, Count count) {
    super(answer);
    this.count = count;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count.take(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int bytes = super.read(buffer, offset, length);
    count.take(Math.max(bytes, 0));
    return bytes;
  }

  @Override
  public long skip(long bytes) throws IOException {
    return readNBytes((int) Math.min(bytes, STEP)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
