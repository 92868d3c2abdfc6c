package dev.freshet.engine.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream whose bytes are counted before they are written, by whoever may refuse them. */
public final class CountedOutput extends FilterOutputStream {
  private final Count count;

  /** Takes note of so many bytes more, or refuses them. */
  @FunctionalInterface
  public interface Count {
    void grow(long more) throws IOException;
  }

  public CountedOutput(OutputStream target, Count count) {
    super(target);
    this.count = count;
  }

  @Override
  public void write(int one) throws IOException {
    count.grow(1);
    out.write(one);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    count.grow(length);
    out.write(bytes, offset, length);
  }
}
