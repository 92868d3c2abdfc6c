package dev.freshet.engine.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * The content of an answer, which may be let go before its end. The client would read all of it to
 * use the connection again, however long an answer without end goes on.
 */
final class AnswerEntity extends HttpEntityWrapper {
  private static final int MOST_UNREAD = 16 << 10;

  private final ExecRuntime connection;
  private final Content content;

  AnswerEntity(HttpEntity answer, ExecRuntime connection) throws IOException {
    super(answer);
    this.connection = connection;
    this.content = new Content(answer.getContent());
  }

  private final class Content extends FilterInputStream {
    private boolean ended;

    Content(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      ended |= one < 0;
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int bytes = super.read(buffer, offset, length);
      ended |= bytes < 0;
      return bytes;
    }

    @Override
    public void close() throws IOException {
      try {
        if (!ended) {
          ended = readNBytes(MOST_UNREAD).length < MOST_UNREAD;
        }
      } finally {
        if (!ended) {
          ended = true;
          connection.discardEndpoint();
        }
        super.close();
      }
    }
  }

  @Override
  public InputStream getContent() {
    return content;
  }

  @Override
  public void close() throws IOException {
    content.close();
    super.close();
  }
}
