package dev.freshet.engine.git.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An answer that fails when it grows beyond what an honest server sends. */
final class BoundedAnswer extends FilterInputStream {
  private final AnswerBudget.Share share;

  BoundedAnswer(InputStream answer, AnswerBudget.Share share) {
    super(answer);
    this.share = share;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    share.take(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int bytes = super.read(buffer, offset, length);
    share.take(Math.max(bytes, 0));
    return bytes;
  }

  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, 1 << 13)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
