package dev.freshet.engine.registry.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that fails when it grows beyond what any honest registry sends. */
public final class BoundedBody extends FilterInputStream {
  private final long most;
  private long read;

  public BoundedBody(InputStream body, long most) {
    super(body);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) {
      count(1);
    }
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int bytes = super.read(buffer, offset, length);
    count(Math.max(bytes, 0));
    return bytes;
  }

  private void count(int bytes) throws IOException {
    read += bytes;
    if (read > most) {
      throw new MalformedAnswerException("answer is larger than " + most + " bytes");
    }
  }
}
