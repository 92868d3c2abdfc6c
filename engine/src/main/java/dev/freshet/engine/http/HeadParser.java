package dev.freshet.engine.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.impl.io.LenientHttpResponseParser;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * Reads the head of an answer: the status and headers, which are kept until the answer has been
 * read, so all of them together have a bound.
 */
final class HeadParser extends LenientHttpResponseParser {
  static final int MOST_BYTES = 64 << 10;

  /** For each line, those between the pieces of a body and behind it included. */
  static final Http1Config LINES =
      Http1Config.custom().setMaxLineLength(8 << 10).setMaxHeaderCount(100).build();

  HeadParser(Http1Config lines) {
    super(lines);
  }

  @Override
  public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream input)
      throws IOException, HttpException {
    return super.parse(buffer, new Head(input));
  }

  private static final class Head extends FilterInputStream {
    private int read;

    Head(InputStream input) {
      super(input);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int bytes = super.read(target, offset, length);
      read += Math.max(0, bytes);
      if (read > MOST_BYTES) {
        throw new MessageConstraintException("the head of the answer is too long");
      }
      return bytes;
    }
  }
}
