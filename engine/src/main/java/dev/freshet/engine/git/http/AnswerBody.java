package dev.freshet.engine.git.http;

import dev.freshet.core.Cutoff;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** What a server answers, as it comes, for as long as there is time. */
final class AnswerBody extends FilterInputStream {
  /** More is not read, nor longer waited for, only to use the connection again. */
  private static final int MOST_UNREAD = 16 << 10;

  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final ClassicHttpResponse response;
  private final SessionDeadline deadline;
  private final Cancellable request;
  private final ScheduledExecutorService watchdog;
  private final Future<?> cut;
  private boolean ended;
  private boolean closed;

  AnswerBody(
      InputStream content,
      ClassicHttpResponse response,
      SessionDeadline deadline,
      Cancellable request,
      ScheduledExecutorService watchdog) {
    super(content);
    this.response = response;
    this.deadline = deadline;
    this.request = request;
    this.watchdog = watchdog;
    this.cut = deadline.cutting(request, watchdog);
  }

  @Override
  public int read() throws IOException {
    check();
    int one = super.read();
    ended |= one < 0;
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    check();
    int bytes = super.read(buffer, offset, length);
    ended |= bytes < 0;
    return bytes;
  }

  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, MOST_UNREAD)).length;
  }

  private void check() throws IOException {
    deadline.check();
    Cutoff.check();
  }

  /** Cuts what is not here by then, unless that is cancelled. */
  Future<?> cutAfter(Duration patience) {
    return watchdog.schedule(request::cancel, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Leaves the connection to the next request if the answer, all of which was read, ends here. */
  void finish() throws IOException {
    if (!closed && !ended) {
      Future<?> soon = cutAfter(PATIENCE);
      try {
        ended = readNBytes(MOST_UNREAD).length < MOST_UNREAD;
      } catch (IOException _) {
        // All that counted was read before; the connection just cannot be used again.
      } finally {
        soon.cancel(false);
      }
    }
    close();
  }

  /** Cuts what is still to come: the client would read it all before it lets go. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    cut.cancel(false);
    if (!ended) {
      request.cancel();
    }
    response.close();
  }
}
