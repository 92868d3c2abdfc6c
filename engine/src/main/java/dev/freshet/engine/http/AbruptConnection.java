package dev.freshet.engine.http;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.io.CloseMode;

/**
 * Ends without a word. TLS has a good-bye, for which a server that reads nothing could make us wait
 * for ever; all that was asked was answered by then, or nobody wants to hear it any more. What
 * comes before a body has a bound.
 */
final class AbruptConnection extends DefaultManagedHttpClientConnection {
  private static final AtomicLong COUNT = new AtomicLong();

  AbruptConnection() {
    super(
        "connection-" + COUNT.incrementAndGet(),
        null,
        null,
        HeadParser.LINES,
        null,
        null,
        null,
        HeadParser::new);
  }

  @Override
  public void close() {
    super.close(CloseMode.IMMEDIATE);
  }

  @Override
  public void close(CloseMode mode) {
    super.close(CloseMode.IMMEDIATE);
  }
}
